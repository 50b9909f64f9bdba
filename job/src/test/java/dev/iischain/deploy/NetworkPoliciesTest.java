package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which pods of ours reach which, by the policies of the base. */
class NetworkPoliciesTest {

  private static final List<Map<String, Object>> OBJECTS =
      Kustomization.build(Repository.DEPLOY.resolve("kubernetes/base"));
  private static final int REST = 8081;
  private static final int RPC = 6123;

  private static Map<String, Object> labels(String component) {
    Map<String, Object> job =
        Kustomization.find(OBJECTS, "FlinkDeployment", "iis-chain-" + component);
    return job == null
        ? Tree.map(
            Tree.at(
                Kustomization.find(OBJECTS, "Deployment", "iis-chain-" + component),
                "spec.template.metadata.labels"))
        : Tree.map(Tree.at(job, "spec.podTemplate.metadata.labels"));
  }

  private static boolean selects(Object selector, Map<String, Object> labels) {
    return labels.entrySet().containsAll(Tree.map(Tree.at(selector, "matchLabels")).entrySet());
  }

  private static boolean lets(String direction, String peers, String of, String other, int port) {
    return OBJECTS.stream()
        .filter(object -> "NetworkPolicy".equals(object.get("kind")))
        .filter(policy -> selects(Tree.at(policy, "spec.podSelector"), labels(of)))
        .flatMap(policy -> Tree.list(Tree.at(policy, "spec." + direction)).stream())
        .filter(
            rule ->
                Tree.list(Tree.at(rule, "ports")).isEmpty()
                    || Tree.list(Tree.at(rule, "ports")).stream()
                        .anyMatch(it -> Integer.valueOf(port).equals(Tree.at(it, "port"))))
        .flatMap(rule -> Tree.list(Tree.at(rule, peers)).stream())
        // A selector of namespaces means others than ours.
        .filter(peer -> Tree.at(peer, "namespaceSelector") == null)
        .filter(peer -> Tree.at(peer, "podSelector") != null)
        .anyMatch(peer -> selects(Tree.at(peer, "podSelector"), labels(other)));
  }

  private static boolean reaches(String from, String to, int port) {
    return lets("egress", "to", from, to, port) && lets("ingress", "from", to, from, port);
  }

  @Test
  void podsOfAJobReachEachOther() {
    for (String job : List.of("detection", "delivery")) {
      assertThat(reaches(job, job, REST)).as(job).isTrue();
      assertThat(reaches(job, job, RPC)).as(job).isTrue();
    }
  }

  /** Delivery talks to case systems, which may answer anything; the canary needs nobody. */
  @Test
  void noPodReachesAJobThatIsNotItsOwn() {
    for (int port : List.of(REST, RPC)) {
      assertThat(reaches("delivery", "detection", port)).isFalse();
      assertThat(reaches("detection", "delivery", port)).isFalse();
      assertThat(reaches("canary", "detection", port)).isFalse();
      assertThat(reaches("canary", "delivery", port)).isFalse();
      assertThat(reaches("canary", "canary", port)).isFalse();
    }
  }

  @Test
  void theCanaryReachesNamesAndKafkaAlone() {
    List<Object> egress =
        OBJECTS.stream()
            .filter(object -> "NetworkPolicy".equals(object.get("kind")))
            .filter(policy -> selects(Tree.at(policy, "spec.podSelector"), labels("canary")))
            .flatMap(policy -> Tree.list(Tree.at(policy, "spec.egress")).stream())
            .flatMap(rule -> Tree.list(Tree.at(rule, "ports")).stream())
            .map(port -> Tree.at(port, "port"))
            .toList();
    assertThat(egress).containsExactlyInAnyOrder(53, 53, 9093);
  }
}
