/**
 * The pure logic behind ledger, patterns and case book: what evidence weighs, which evidence is
 * about the same module, what a chain is, how it scores, and the case that comes of it.
 */
@NullMarked
package dev.iischain.chain;

import org.jspecify.annotations.NullMarked;
