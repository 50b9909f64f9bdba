package dev.iischain.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event that rules matched: everything that alerts and chains need of it.
 *
 * @param tenant the tenant
 * @param host the machine
 * @param alertId the alert it folds into, or null when its level is below the alert threshold
 * @param title the title of the highest rule
 * @param level the highest level of the rules
 * @param rules the rules that matched, by name
 * @param attack ATT&CK technique ids, sorted
 * @param evidence one for each module file the event is about, or one without a file
 */
public record Detection(
    String tenant,
    HostIdentity host,
    @Nullable String alertId,
    String title,
    Level level,
    List<RuleReference> rules,
    List<String> attack,
    List<Evidence> evidence) {}
