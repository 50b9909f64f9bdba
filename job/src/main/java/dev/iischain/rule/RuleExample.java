package dev.iischain.rule;

import dev.iischain.event.Vendor;
import java.io.Serializable;

/**
 * A raw vendor record that a rule has to match, or not to match.
 *
 * @param name what it shows
 * @param vendor the sensor it comes from
 * @param expectMatch whether the rule has to match
 * @param record the record as JSON or XML text
 * @param line where it stands in the rule file, 1-based
 */
public record RuleExample(String name, Vendor vendor, boolean expectMatch, String record, int line)
    implements Serializable {}
