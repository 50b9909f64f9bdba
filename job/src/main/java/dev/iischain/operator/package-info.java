/** Thin Flink functions around the pure classes of the packages above. */
@NullMarked
package dev.iischain.operator;

import org.jspecify.annotations.NullMarked;
