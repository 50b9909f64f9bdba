package dev.iischain.event;

import org.jspecify.annotations.Nullable;

/**
 * A suppression that had an effect on an alert or a case.
 *
 * @param id the suppression's id
 * @param kind suppress, change-window, trust; development for a host that the configuration says is
 *     one; canary for an invented chain, which is left standing and not delivered
 * @param reason the reason its author gave
 * @param ticket where its author explains it, or null
 */
public record AppliedSuppression(String id, String kind, String reason, @Nullable String ticket) {}
