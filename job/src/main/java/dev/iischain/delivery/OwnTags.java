package dev.iischain.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What we note about a case in the tags of a system that has no better place for it. All other tags
 * belong to the analysts, and stay.
 *
 * @param revision the revision that the system shows completely, 0 while it shows none
 * @param status its status, or empty
 * @param severity the severity that we wrote last, in the system's own words, or empty
 * @param escalated whether we once made an investigation of it
 */
record OwnTags(long revision, String status, String severity, boolean escalated) {

  /** What all of them start with. */
  static final String PREFIX = "iis-chain:";

  private static final String REVISION = "revision";
  private static final String STATUS = "status";
  private static final String SEVERITY = "severity";
  private static final String ESCALATED = "escalated";

  /** What the tags of a case say. */
  static OwnTags read(List<String> tags) {
    Map<String, String> own = new LinkedHashMap<>();
    for (String tag : tags) {
      int equals = tag.indexOf('=');
      if (tag.startsWith(PREFIX) && equals > 0) {
        own.merge(tag.substring(PREFIX.length(), equals), tag.substring(equals + 1), OwnTags::more);
      }
    }
    return new OwnTags(
        number(own.getOrDefault(REVISION, "")),
        own.getOrDefault(STATUS, ""),
        own.getOrDefault(SEVERITY, ""),
        own.getOrDefault(ESCALATED, "").equals("yes"));
  }

  /** Of a tag that stands there twice, the one with the larger number. */
  private static String more(String one, String other) {
    return number(other) > number(one) ? other : one;
  }

  private static long number(String text) {
    boolean digits = !text.isEmpty() && text.length() < 19;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits ? Long.parseLong(text) : 0;
  }

  /** The tags with ours as they are now, and all others as they were. */
  List<String> among(List<String> tags) {
    Set<String> result = new LinkedHashSet<>();
    for (String tag : tags) {
      if (!isOwn(tag)) {
        result.add(tag);
      }
    }
    result.add(PREFIX + REVISION + '=' + revision);
    if (!status.isEmpty()) {
      result.add(PREFIX + STATUS + '=' + status);
    }
    if (!severity.isEmpty()) {
      result.add(PREFIX + SEVERITY + '=' + severity);
    }
    if (escalated) {
      result.add(PREFIX + ESCALATED + "=yes");
    }
    return new ArrayList<>(result);
  }

  private static boolean isOwn(String tag) {
    return tag.startsWith(PREFIX + REVISION + '=')
        || tag.startsWith(PREFIX + STATUS + '=')
        || tag.startsWith(PREFIX + SEVERITY + '=')
        || tag.startsWith(PREFIX + ESCALATED + '=');
  }
}
