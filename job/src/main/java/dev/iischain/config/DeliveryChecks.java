package dev.iischain.config;

import java.util.List;
import java.util.Map;

/** What is wrong with the systems that cases are to be delivered to. */
final class DeliveryChecks {

  private final OptionValues values;
  private final Map<Option<?>, Raw> written;
  private final Place file;
  private final Findings findings;

  DeliveryChecks(OptionValues values, Map<Option<?>, Raw> written, Place file, Findings findings) {
    this.values = values;
    this.written = written;
    this.file = file;
    this.findings = findings;
  }

  /** Reports every problem of every system, whether it is delivered to or only has a section. */
  void check() {
    List<TargetSystem> targets = values.get(DeliveryOptions.TARGETS);
    for (TargetSystem system : TargetSystem.values()) {
      SystemOptions options = system.options();
      boolean isTarget = targets.contains(system);
      String url = values.get(options.url());
      if (!findings.failed(options.url())) {
        if (!url.isEmpty()) {
          checkUrl(options, url);
        } else if (isTarget) {
          findings.error(
              place(DeliveryOptions.TARGETS),
              options.url().key(),
              "The system " + system.label() + " has no address.",
              "Set it, or remove " + system.label() + " from delivery.targets.");
        }
      }
      checkSecret(options);
      if (!isTarget && !url.isEmpty() && !findings.failed(DeliveryOptions.TARGETS)) {
        findings.warning(
            place(options.url()),
            options.url().key(),
            "Nothing is delivered to " + system.label() + ".",
            "Add it to delivery.targets.");
      }
    }
    if (!findings.failed(DeliveryOptions.RETRY_BASE)
        && !findings.failed(DeliveryOptions.RETRY_CAP)
        && values.get(DeliveryOptions.RETRY_BASE).compareTo(values.get(DeliveryOptions.RETRY_CAP))
            > 0) {
      findings.error(
          place(DeliveryOptions.RETRY_BASE),
          DeliveryOptions.RETRY_BASE.key(),
          "The first wait would be longer than the longest, delivery.retry-cap.",
          "Lower it, or raise the cap.");
    }
  }

  private void checkUrl(SystemOptions options, String url) {
    for (InvalidValue problem :
        new SystemUrl(url, options).problems(values.get(options.plainText()))) {
      findings.error(
          place(options.url()), options.url().key(), problem.sentence(), problem.suggestion());
    }
  }

  private void checkSecret(SystemOptions options) {
    if (!values.get(options.secretFile()).isEmpty()
        && !values.get(options.secretVariable()).isEmpty()) {
      findings.error(
          place(options.secretVariable()),
          options.secretVariable().key(),
          "The secret is named twice, here and as " + options.secretFile().key() + ".",
          "Remove one of them.");
    }
  }

  private Place place(Option<?> option) {
    Raw raw = written.get(option);
    return raw == null ? file : raw.place();
  }
}
