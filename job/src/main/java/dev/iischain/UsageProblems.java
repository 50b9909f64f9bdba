package dev.iischain;

import java.util.List;

/** What the user asked for cannot be done; every reason, one sentence each. */
final class UsageProblems extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageProblems(List<String> problems) {
    super(String.join("\n", problems));
  }
}
