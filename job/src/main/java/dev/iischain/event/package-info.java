/** The nouns of the pipeline, one per stage; every other package depends on this one. */
@NullMarked
package dev.iischain.event;

import org.jspecify.annotations.NullMarked;
