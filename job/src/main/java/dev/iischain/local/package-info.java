/** What a laptop needs: a broker, sample telemetry and a cluster of processes. */
@NullMarked
package dev.iischain.local;

import org.jspecify.annotations.NullMarked;
