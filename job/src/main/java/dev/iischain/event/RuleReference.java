package dev.iischain.event;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A rule that matched.
 *
 * @param name the stable snake_case name
 * @param id the Sigma id
 * @param pack the pack it belongs to
 * @param level its level
 * @param version its version, 1 unless the file says otherwise
 * @param vendorSeverity how bad its publisher calls a match, or null when nobody says
 */
public record RuleReference(
    String name, String id, String pack, Level level, int version, @Nullable Level vendorSeverity)
    implements Serializable {}
