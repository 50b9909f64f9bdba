package dev.iischain.event;

/** The shape of a record on the wire. */
public enum TelemetryFormat {
  /** CrowdStrike Falcon Data Replicator, one JSON object per event, all values text. */
  FALCON_FDR("falcon-fdr"),
  /** CrowdStrike LogScale or Next-Gen SIEM export. */
  FALCON_LOGSCALE("falcon-logscale"),
  /** Microsoft Defender streaming API envelope. */
  DEFENDER_STREAMING("defender-streaming"),
  /** Azure Log Analytics table rows. */
  LOG_ANALYTICS("log-analytics"),
  /** evtx_dump JSON. */
  EVTX_DUMP("evtx-dump"),
  /** Winlogbeat or Elastic Agent with raw {@code winlog} fields. */
  WINLOGBEAT("winlogbeat"),
  /** Elastic Common Schema after the ingest pipeline. */
  ECS("ecs"),
  /** NXLog and other flat Windows event JSON. */
  NXLOG("nxlog"),
  /** Rendered Windows event XML. */
  EVENT_XML("event-xml"),
  /** OpenWEC JSON. */
  OPENWEC("openwec"),
  /** Fluent Bit winevtlog. */
  FLUENT_BIT("fluent-bit"),
  /** Vector windows_event_log. */
  VECTOR("vector"),
  /** Wazuh alerts and archives. */
  WAZUH("wazuh"),
  /** IBM QRadar JSON. */
  QRADAR("qradar"),
  /** IBM WinCollect tab separated payload. */
  WINCOLLECT("wincollect"),
  /** LEEF 1.0 and 2.0. */
  LEEF("leef"),
  /** MaxPatrol SIEM normalised events. */
  MAXPATROL("maxpatrol"),
  /** Splunk Common Information Model. */
  SPLUNK_CIM("splunk-cim"),
  /** Open Cybersecurity Schema Framework. */
  OCSF("ocsf"),
  /** Module inventory rows. */
  INVENTORY("inventory");

  private final String label;

  TelemetryFormat(String label) {
    this.label = label;
  }

  /** The word used in records, metrics and documentation. */
  public String label() {
    return label;
  }
}
