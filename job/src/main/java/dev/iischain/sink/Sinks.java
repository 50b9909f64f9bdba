package dev.iischain.sink;

import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.DeadLetter;
import dev.iischain.event.NearMiss;
import dev.iischain.event.Suppressed;
import org.apache.flink.api.connector.sink2.Sink;

/** Where each kind of record goes. */
public record Sinks(
    Sink<Alert> alerts,
    Sink<Case> cases,
    Sink<Suppressed> suppressed,
    Sink<NearMiss> nearMisses,
    Sink<DeadLetter> deadLetters) {}
