package dev.iischain.report;

import dev.iischain.event.Alert;
import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Case;
import dev.iischain.event.EvidenceEntry;
import dev.iischain.event.SampleRecords;
import java.util.List;

/** Records in which every text tries to break out of where it is shown. */
final class HostileRecords {

  /** Markup, quotes, a terminal sequence, a line end, a bidirectional override, an invisible. */
  static final String TEXT =
      "</td></title></style><script>alert(1)</script><img src=x onerror='a'>\" onload=\"b`"
          + "\u001b[31mred\u009b2J\r\n\u202egnp.exe\u200b\u00a0\ud800&amp;";

  private HostileRecords() {}

  static Alert alert() {
    Alert base = SampleRecords.writeAlert();
    return new Alert(
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        -1,
        TEXT,
        TEXT,
        base.eventTime(),
        base.lastSeen(),
        2,
        host(),
        List.of(new Alert.Rule(TEXT, TEXT, TEXT, TEXT, 1, TEXT)),
        List.of(TEXT),
        TEXT,
        dll(),
        process(),
        List.of(new Alert.Observable(TEXT, TEXT)),
        List.of(entry()),
        TEXT,
        TEXT,
        List.of(new AppliedSuppression(TEXT, TEXT, TEXT, TEXT)));
  }

  static Case snapshot() {
    Case base = SampleRecords.completeCase();
    return new Case(
        TEXT,
        TEXT,
        1,
        TEXT,
        TEXT,
        TEXT,
        List.of(TEXT, "a" + TEXT),
        TEXT,
        TEXT,
        1,
        TEXT,
        TEXT,
        host(),
        dll(),
        base.firstSeen(),
        base.lastSeen(),
        List.of(
            new Case.StageState(TEXT, TEXT, null, null, 0),
            new Case.StageState(TEXT, "seen", base.firstSeen(), base.lastSeen(), 1)),
        List.of(entry()),
        List.of(TEXT, SampleRecords.WRITE_ALERT_ID),
        List.of(TEXT, "T1505.004\" onclick=\"x", "../../T1505"),
        List.of(
            new Alert.Observable(TEXT, TEXT),
            new Alert.Observable("command-line", "http://evil.example/a?b=" + TEXT)),
        List.of(TEXT),
        List.of(
            new Case.Link(TEXT, "javascript:alert(1)"),
            new Case.Link(TEXT, "https://wiki.example/\"onclick=\"" + TEXT)),
        List.of(new AppliedSuppression(TEXT, TEXT, TEXT, TEXT)));
  }

  private static Alert.Host host() {
    return new Alert.Host(TEXT, TEXT, TEXT, List.of(TEXT));
  }

  private static Alert.Dll dll() {
    return new Alert.Dll(TEXT, List.of(TEXT), List.of(TEXT), TEXT);
  }

  private static Alert.Actor process() {
    return new Alert.Actor(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT);
  }

  private static EvidenceEntry entry() {
    return new EvidenceEntry(
        TEXT,
        SampleRecords.write().eventTime(),
        TEXT,
        TEXT,
        TEXT,
        List.of(TEXT),
        new EvidenceEntry.Dll(TEXT, TEXT, TEXT, TEXT),
        process(),
        new EvidenceEntry.Source(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT),
        TEXT);
  }
}
