/** Suppressions: what they say, which of them can be trusted to be read, and what they cover. */
@NullMarked
package dev.iischain.suppression;

import org.jspecify.annotations.NullMarked;
