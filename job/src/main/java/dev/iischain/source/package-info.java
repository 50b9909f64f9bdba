/** Where telemetry comes from: Kafka topics and files. */
@NullMarked
package dev.iischain.source;

import org.jspecify.annotations.NullMarked;
