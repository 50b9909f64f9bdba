package dev.iischain.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** A shipper's form of an activity, and how much of the corpus has it. */
enum Shape {
  WINLOGBEAT(25, 1) {
    @Override
    byte[] render(List<Activity> activities) {
      return json(WindowsShapes.winlogbeat(activities.get(0)));
    }
  },
  EVTX_DUMP(10, 1) {
    @Override
    byte[] render(List<Activity> activities) {
      return json(WindowsShapes.evtxDump(activities.get(0)));
    }
  },
  NXLOG(15, 1) {
    @Override
    byte[] render(List<Activity> activities) {
      return json(WindowsShapes.nxlog(activities.get(0)));
    }
  },
  FALCON(20, 1) {
    @Override
    byte[] render(List<Activity> activities) {
      return json(FalconShape.of(activities.get(0)));
    }
  },
  DEFENDER(15, 8) {
    @Override
    byte[] render(List<Activity> activities) {
      return json(DefenderShape.envelope(activities));
    }
  },
  EVENT_XML(15, 1) {
    @Override
    byte[] render(List<Activity> activities) {
      return WindowsShapes.xml(activities.get(0));
    }
  };

  private static final JsonMapper JSON = new JsonMapper();

  private final int percent;
  private final int batch;

  Shape(int percent, int batch) {
    this.percent = percent;
    this.batch = batch;
  }

  /** The bytes of one record with these activities, {@link #batch} at most. */
  abstract byte[] render(List<Activity> activities);

  /** How many of a hundred events have this shape. */
  int percent() {
    return percent;
  }

  /** How many activities travel in one record. */
  int batch() {
    return batch;
  }

  /** Whether the records are JSON. */
  boolean isJson() {
    return this != EVENT_XML;
  }

  private static byte[] json(Object document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The corpus holds only text, numbers and null.", e);
    }
  }
}
