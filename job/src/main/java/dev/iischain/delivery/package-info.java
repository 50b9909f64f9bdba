/**
 * Puts cases into case management: what to send when, what an answer means, and one class for each
 * system. Detection knows nothing of it.
 */
@NullMarked
package dev.iischain.delivery;

import org.jspecify.annotations.NullMarked;
