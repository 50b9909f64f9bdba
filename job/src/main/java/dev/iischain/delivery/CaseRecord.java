package dev.iischain.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.iischain.event.Alert;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a case, or an alert, on its way to a system.
 *
 * @param id the id of the case or of the alert, which tell themselves apart
 * @param revision the revision of the case; for an alert, how many events it has
 * @param opens whether the policy lets what was never delivered go out with it
 * @param json the whole record as it was read
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CaseRecord(String id, long revision, boolean opens, byte[] json) {

  private static final String ALERT = "al-";
  private static final String CASE = "ch-";
  private static final int ID_LENGTH = 35;

  /** The record of a revision under a policy. */
  public static CaseRecord of(Case snapshot, byte[] json, DeliveryPolicy policy) {
    return new CaseRecord(snapshot.caseId(), snapshot.revision(), policy.opens(snapshot), json);
  }

  /** The record of an alert under a policy. */
  public static CaseRecord of(Alert alert, byte[] json, DeliveryPolicy policy) {
    return new CaseRecord(alert.alertId(), alert.count(), policy.opens(alert), json);
  }

  /** A record that opens, whatever the policy; null for what is no case and no alert. */
  public static @Nullable CaseRecord read(byte[] json) {
    try {
      Case snapshot = RecordJson.readKnown(json, Case.class);
      return new CaseRecord(snapshot.caseId(), snapshot.revision(), true, json);
    } catch (JsonProcessingException noCase) {
      try {
        Alert alert = RecordJson.readKnown(json, Alert.class);
        return new CaseRecord(alert.alertId(), alert.count(), true, json);
      } catch (JsonProcessingException neither) {
        return null;
      }
    }
  }

  /**
   * Whether the id is one that we give. Only such a one stands in addresses, queries and headers of
   * case systems, where nothing else would be harmless.
   */
  boolean hasPlainId() {
    return id.length() == ID_LENGTH
        && (id.startsWith(CASE) || id.startsWith(ALERT))
        && id.chars()
            .skip(CASE.length())
            .allMatch(each -> (each >= 'a' && each <= 'z') || (each >= '2' && each <= '7'));
  }

  /** Whether an id is one of an alert. */
  public static boolean isAlert(String id) {
    return id.startsWith(ALERT);
  }
}
