package dev.iischain.delivery;

import java.io.Serializable;

/** What one system needs to be delivered to; sent to where the job runs, so it holds no secret. */
public interface TargetSettings extends Serializable {

  /** The system, by the name of its section in the configuration. */
  String name();

  /** Which cases it gets. */
  DeliveryPolicy policy();

  /** How hard it may be driven. */
  DeliveryLimits limits();

  /** The system itself. */
  CaseTarget open();
}
