/** Alerts and cases for human eyes: self-contained HTML pages, terminal text, output folders. */
@NullMarked
package dev.iischain.report;

import org.jspecify.annotations.NullMarked;
