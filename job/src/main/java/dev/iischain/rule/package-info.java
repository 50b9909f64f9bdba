/** Sigma rules: reading, compiling, matching, explaining. */
@NullMarked
package dev.iischain.rule;

import org.jspecify.annotations.NullMarked;
