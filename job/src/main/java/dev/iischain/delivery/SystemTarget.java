package dev.iischain.delivery;

import dev.iischain.config.DeliveryConfig;
import dev.iischain.config.DeliveryConfig.Alerts;
import dev.iischain.config.SystemConfig;
import java.net.URI;

/** A system as the configuration describes it. One more system is one more line in open. */
public record SystemTarget(SystemConfig system, DeliveryConfig delivery) implements TargetSettings {

  @Override
  public String name() {
    return system.system().label();
  }

  @Override
  public DeliveryPolicy policy() {
    Alerts alerts = system.system().holdsAlerts() ? delivery.alerts() : Alerts.OFF;
    return new DeliveryPolicy(system.minLevel(), system.completeOnly(), alerts);
  }

  @Override
  public DeliveryLimits limits() {
    return new DeliveryLimits(
        system.rate(),
        system.maxInFlight(),
        delivery.timeout(),
        delivery.retryBase(),
        delivery.retryCap(),
        delivery.circuitFailures(),
        delivery.circuitProbeInterval(),
        delivery.retention());
  }

  @Override
  public CaseTarget open() {
    return switch (system.system()) {
      case WEBHOOK -> new WebhookTarget(http(), WebhookFormat.of(system.own("format")));
      case ELASTICSEARCH ->
          new ElasticsearchTarget(http(), system.own("index"), system.own("alerts-index"));
      case POSTGRESQL -> postgresql();
      case REQUEST_TRACKER -> new RequestTrackerTarget(http(), system.own("queue"), ticketFields());
      case THEHIVE -> new TheHiveTarget(http(), system.own("source"), system.own("organisation"));
      case IRIS -> new IrisTarget(http(), system.own("customer"));
    };
  }

  private TicketFields ticketFields() {
    return new TicketFields(
        system.own("key-field"),
        system.own("revision-field"),
        system.own("status-field"),
        system.own("level-field"),
        system.own("chain-field"),
        system.own("host-field"),
        system.own("attack-field"),
        system.own("observables-field"));
  }

  /** The database that the configuration describes, in which a table can be made. */
  public PostgresTarget postgresql() {
    return new PostgresTarget(
        system.url(),
        system.own("user"),
        secret(),
        system.own("table"),
        delivery.timeout(),
        new PostgresTarget.Tls(system.needsTls(), system.caFile()));
  }

  private HttpSettings http() {
    return new HttpSettings(
        URI.create(system.url()), secret(), system.caFile(), delivery.timeout());
  }

  private Secret secret() {
    return new Secret(system.secretFile(), system.secretVariable());
  }
}
