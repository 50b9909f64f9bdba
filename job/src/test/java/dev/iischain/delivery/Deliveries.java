package dev.iischain.delivery;

import dev.iischain.delivery.DeliveryException.Kind;
import dev.iischain.event.Case;
import dev.iischain.event.RecordJson;
import org.jspecify.annotations.Nullable;

/** Single deliveries for tests of adapters. */
final class Deliveries {

  static final String CASE = SampleCases.id(1);

  private Deliveries() {}

  static Delivery partial(long revision) {
    return of(SampleCases.partial(CASE, revision), null, 0);
  }

  static Delivery complete(long revision) {
    return of(SampleCases.of(CASE, revision), null, 0);
  }

  static Delivery with(long revision, String status) {
    return of(SampleCases.of(CASE, revision).withStatus(status), null, 0);
  }

  static Delivery of(Case snapshot, @Nullable String reference, int attempts) {
    return new Delivery(snapshot, RecordJson.write(snapshot), reference, attempts);
  }

  /** What a delivery fails with; an assertion error when it does not fail. */
  static Kind failure(CaseTarget target, Delivery delivery) throws InterruptedException {
    try {
      String reference = target.deliver(delivery);
      throw new AssertionError("it was delivered as " + reference);
    } catch (DeliveryException e) {
      return e.kind();
    }
  }
}
