package dev.iischain.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A double of Elasticsearch's documents with external versions. */
final class DocumentStoreDouble extends HttpDouble {

  private final Map<String, Long> versions = new TreeMap<>();

  @Override
  boolean accepts(Headers headers) {
    return ("ApiKey " + TOKEN).equals(headers.first("Authorization"));
  }

  @Override
  Answer unauthorised() {
    return Answer.of(401, "{\"error\":{\"type\":\"security_exception\"},\"status\":401}");
  }

  @Override
  synchronized Map<String, List<Long>> shown() {
    Map<String, List<Long>> shown = new TreeMap<>();
    versions.forEach((id, version) -> shown.put(id, List.of(version)));
    return shown;
  }

  @Override
  Answer handle(Request request) {
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    long version = Long.parseLong(request.query().getOrDefault("version", "0"));
    Long present = versions.get(id);
    if (present != null && present >= version) {
      return Answer.of(
          409, "{\"error\":{\"type\":\"version_conflict_engine_exception\"},\"status\":409}");
    }
    versions.put(id, version);
    return Answer.of(
        present == null ? 201 : 200,
        JSON.createObjectNode().put("_id", id).put("_version", version).put("result", "updated"));
  }

  /** A webhook that honours Idempotency-Key and keeps the newest revision. */
  static final class Webhook extends HttpDouble {

    private final Map<String, List<String>> keys = new TreeMap<>();

    @Override
    boolean accepts(Headers headers) {
      return headers.first("X-iis-chain-signature") != null;
    }

    @Override
    Answer unauthorised() {
      return Answer.of(401, "{}");
    }

    @Override
    synchronized Map<String, List<Long>> shown() {
      Map<String, List<Long>> shown = new TreeMap<>();
      keys.forEach(
          (id, all) ->
              shown.put(id, List.of(all.stream().mapToLong(Long::parseLong).max().orElse(0))));
      return shown;
    }

    @Override
    Answer handle(Request request) {
      String key = String.valueOf(request.headers().first("Idempotency-key"));
      String[] parts = key.split(":");
      List<String> all = keys.computeIfAbsent(parts[0], id -> new ArrayList<>());
      if (!all.contains(parts[1])) {
        all.add(parts[1]);
      }
      return Answer.of(200, "{}");
    }
  }
}
