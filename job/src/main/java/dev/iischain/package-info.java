/** The jobs' entry points, the job graph and the command line. */
@NullMarked
package dev.iischain;

import org.jspecify.annotations.NullMarked;
