/** What decoding and rules cost, measured; never part of the job or of its tests. */
@NullMarked
package dev.iischain.bench;

import org.jspecify.annotations.NullMarked;
