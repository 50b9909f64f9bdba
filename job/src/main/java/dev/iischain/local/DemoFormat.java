package dev.iischain.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The shape in which a vendor's pipeline delivers an event. */
enum DemoFormat {
  /** CrowdStrike LogScale export: the host by its NetBIOS name. */
  FALCON_LOGSCALE("falcon", Duration.ofMinutes(4)) {
    @Override
    byte[] render(HostEvent event) {
      return json(FalconShape.logScale(event));
    }
  },
  /** CrowdStrike Falcon Data Replicator: the host by its agent id only. */
  FALCON_FDR("falcon", Duration.ofMinutes(4)) {
    @Override
    byte[] render(HostEvent event) {
      return json(FalconShape.raw(event));
    }
  },
  /** Microsoft Defender streaming API: an envelope of events. */
  DEFENDER("defender", Duration.ofMinutes(2)) {
    @Override
    byte[] render(HostEvent event) {
      return envelope(List.of(event));
    }
  },
  /** Sysmon through Winlogbeat. */
  WINLOGBEAT("windows", Duration.ofSeconds(2)) {
    @Override
    byte[] render(HostEvent event) {
      return json(WindowsShape.winlogbeat(event));
    }
  },
  /** Sysmon as rendered XML. */
  EVENT_XML("windows", Duration.ofSeconds(20)) {
    @Override
    byte[] render(HostEvent event) {
      return WindowsShape.xml(event);
    }
  },
  /** Sysmon through NXLog. */
  NXLOG("windows", Duration.ofSeconds(1)) {
    @Override
    byte[] render(HostEvent event) {
      return json(WindowsShape.nxlog(event));
    }
  };

  private static final JsonMapper JSON = new JsonMapper();

  private final String feed;
  private final Duration lag;

  DemoFormat(String feed, Duration lag) {
    this.feed = feed;
    this.lag = lag;
  }

  /** The bytes of one message with this event. */
  abstract byte[] render(HostEvent event);

  /** The topic's suffix. */
  String feed() {
    return feed;
  }

  /** How long an event takes to arrive. */
  Duration lag() {
    return lag;
  }

  /** One Defender message with these events. */
  static byte[] envelope(List<HostEvent> events) {
    return json(Map.of("records", events.stream().map(DefenderShape::row).toList()));
  }

  private static byte[] json(Map<String, ?> document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The sample telemetry holds only text and numbers.", e);
    }
  }
}
