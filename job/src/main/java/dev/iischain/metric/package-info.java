/** The metrics of the jobs: one catalogue, and what registers them. */
@NullMarked
package dev.iischain.metric;

import org.jspecify.annotations.NullMarked;
