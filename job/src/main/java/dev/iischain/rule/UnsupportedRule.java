package dev.iischain.rule;

import java.util.List;

/**
 * A third-party rule that is well formed and cannot fire here.
 *
 * @param file the file as it was named to the loader
 * @param title the rule's title, or its name where it has none
 * @param reasons why, one sentence each
 */
public record UnsupportedRule(String file, String title, List<RuleProblem> reasons) {}
