package dev.iischain.chain;

import dev.iischain.event.AppliedSuppression;
import dev.iischain.event.Case;
import org.jspecify.annotations.Nullable;

/**
 * What a case comes to once suppressions were heard.
 *
 * @param snapshot the case, unnumbered; where it is muted, as it would be without suppressions
 * @param mutedBy the suppression that keeps the case from being one, or null
 * @param reachesScore whether its score is enough to open a case
 * @param ending when it can no longer become complete, or null where it is, or nothing completes it
 */
public record Verdict(
    Case snapshot,
    @Nullable AppliedSuppression mutedBy,
    boolean reachesScore,
    @Nullable Ending ending) {}
