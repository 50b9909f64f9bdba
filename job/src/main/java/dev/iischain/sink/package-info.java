/** Where records go: Kafka topics and files. */
@NullMarked
package dev.iischain.sink;

import org.jspecify.annotations.NullMarked;
