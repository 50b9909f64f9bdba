/**
 * Bytes to {@link dev.iischain.event.EndpointEvent}: format detection, decoding, canonicalisation.
 */
@NullMarked
package dev.iischain.normalise;

import org.jspecify.annotations.NullMarked;
