package dev.iischain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of Kubernetes, read as the operators read them and held to the code. */
class ManifestsTest {

  private static final Path KUBERNETES = Repository.DEPLOY.resolve("kubernetes");
  private static final ManifestChecks CHECKS = new ManifestChecks();

  static List<Map<String, Object>> overlay(String name) {
    return Kustomization.build(KUBERNETES.resolve("overlays").resolve(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/small", "overlays/medium", "overlays/large"})
  void objectsFitEachOtherAndTheCode(String folder) {
    List<Map<String, Object>> objects = Kustomization.build(KUBERNETES.resolve(folder));

    assertThat(CHECKS.problems(objects)).isEmpty();
    assertThat(objects.stream().filter(it -> "FlinkDeployment".equals(it.get("kind")))).hasSize(2);
    assertThat(objects.stream().map(Kustomization::identity)).doesNotHaveDuplicates();
  }

  @Test
  void bothJobsKeepTheirStateApart() {
    List<Map<String, Object>> objects = overlay("small");
    for (String key : List.of("execution..checkpointing..dir", "high-availability..storageDir")) {
      assertThat(
              objects.stream()
                  .filter(it -> "FlinkDeployment".equals(it.get("kind")))
                  .map(it -> Tree.at(it, "spec.flinkConfiguration." + key)))
          .doesNotContainNull()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void flinkHasOptionsToCompareWith() {
    assertThat(new FlinkOptionTable().size()).isGreaterThan(600);
  }

  /** Path in the object of the first column, what to put there, and the words of the complaint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FlinkDeployment iis-chain-detection | spec.image | iis-chain:9.9.9 | the image is 'iis-chain:9.9.9'
          FlinkDeployment iis-chain-detection | spec.flinkVersion | v1_20 | not v1_20
          FlinkDeployment iis-chain-detection | spec.imagePolicy | Always | has no field 'imagePolicy' at /spec
          FlinkDeployment iis-chain-detection | spec.mode | nativ | cannot be read
          FlinkDeployment iis-chain-detection | spec.job.jarURI | local:///opt/flink/usrlib/job.jar | the image holds the jar at /opt/flink/usrlib/iis-chain.jar
          FlinkDeployment iis-chain-detection | spec.job.entryClass | dev.iischain.DetectJob | no program 'dev.iischain.DetectJob'
          FlinkDeployment iis-chain-detection | spec.job.upgradeMode | savepoints | cannot be read
          FlinkDeployment iis-chain-detection | spec.job.args.0 | --configuration | --config FILE
          FlinkDeployment iis-chain-detection | spec.job.args.1 | /etc/iis-chain/job.yaml | no volume brings the file /etc/iis-chain/job.yaml
          FlinkDeployment iis-chain-detection | spec.serviceAccount | flink | no service account 'flink'
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.state..backend..rocksdb..local-dir | /x | Flink has no option 'state.backend.rocksdb.local-dir'
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.state..backend | rocksdb | any more; it is 'state.backend.type'
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.execution..checkpointing..num-retained | many | does not take 'many'
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.execution..checkpointing..interval | 1min | the job sets 'execution.checkpointing.interval' itself
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.high-availability..storageDir | gs://bucket/ha | no file system for high-availability.storageDir
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.kubernetes..operator..periodic..savepoint..intervall | 1h | Flink has no option
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.metrics..reporter..prom..factory..class | org.apache.flink.metrics.prometheus.PrometheusReporter | There is no reporter
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.metrics..reporter..prom..port | 9250 | metrics are on port 9250
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.metrics..reporter..influx..port | 9250 | does not name
          FlinkDeployment iis-chain-detection | spec.flinkConfiguration.state..backend..rocksdb..localdir | /data | nothing writable is mounted at /data
          FlinkDeployment iis-chain-detection | spec.taskManager.resource.memory | 512m | the sizes do not add up
          FlinkDeployment iis-chain-detection | spec.taskManager.resources | none | has no field 'resources' at /spec/taskManager
          FlinkDeployment iis-chain-detection | spec.job.parallelism | 7 | slots would be empty
          FlinkDeployment iis-chain-detection | spec.podTemplate.spec.securityContext.runAsNonRoot | | runAsNonRoot has to be true
          FlinkDeployment iis-chain-detection | spec.podTemplate.spec.securityContext.runAsRoot | true | has no field 'runAsRoot'
          FlinkDeployment iis-chain-detection | spec.podTemplate.spec.containers.0.securityContext.readOnlyRootFilesystem | | readOnlyRootFilesystem has to be true
          FlinkDeployment iis-chain-detection | spec.podTemplate.spec.containers.0.volumeMounts.3.name | logs | there is no volume 'logs'
          FlinkDeployment iis-chain-detection | spec.podTemplate.spec.volumes.1.secret.secretName | kafka-password | does not tell of the secret kafka-password
          FlinkDeployment iis-chain-detection | spec.podTemplate.spec.containers.0.env.0.valueFrom.secretKeyRef.key | id | does not tell of 'id'
          FlinkDeployment iis-chain-detection | spec.podTemplate.spec.containers.0.ports.0.name | prom | not named or not let through
          FlinkDeployment iis-chain-detection | spec.podTemplate.metadata.labels | | no network policy lets anything through
          NetworkPolicy iis-chain-delivery | spec.podSelector.matchLabels.app..kubernetes..io/component | deliver | no pod has the labels
          FlinkDeployment iis-chain-delivery | spec.podTemplate.spec.containers.0.volumeMounts.2.mountPath | /etc/elsewhere | no volume brings /etc/iis-chain-secrets/webhook
          ConfigMap iis-chain | data.iis-chain..yaml | 'kafka: {bootstrap-server: [a:1]}' | kafka.bootstrap-server
          ConfigMap iis-chain | data.iis-chain..yaml | 'kafka: {bootstrap-servers: [a:1]}\ntopics: {telemetry: [iis-chain.telemetry.linux]}' | no topic 'iis-chain.telemetry.linux'
          Deployment iis-chain-canary | spec.template.spec.containers.0.image | iis-chain:9.9.9 | the image is 'iis-chain:9.9.9'
          Deployment iis-chain-canary | spec.template.spec.containers.0.command.4 | dev.iischain.Canary | no program of the name 'dev.iischain.Canary'
          Deployment iis-chain-canary | spec.template.spec.containers.0.command.3 | /opt/job.jar | the class path has to be
          Deployment iis-chain-canary | spec.template.spec.containers.0.args.0 | canaries | does not take its arguments
          Deployment iis-chain-canary | spec.template.spec.containers.0.args.2 | /etc/iis-chain/job.yaml | no volume brings the file /etc/iis-chain/job.yaml
          Deployment iis-chain-canary | spec.template.spec.containers.0.args.4 | 9251 | metrics are on port 9251
          Deployment iis-chain-canary | spec.template.spec.containers.0.volumeMounts.2.mountPath | /etc/elsewhere | no volume brings /etc/iis-chain-secrets/canary/secret
          Deployment iis-chain-canary | spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem | | readOnlyRootFilesystem has to be true
          Deployment iis-chain-canary | spec.template.metadata.labels | | does not select its own pods
          Deployment iis-chain-canary | spec.strateg | x | has no field 'strateg'
          NetworkPolicy iis-chain-pods | spec.podselector | x | has no field 'podselector'
          PodDisruptionBudget iis-chain-detection | spec.minAvailable | 4 | all but one have to stay
          PodDisruptionBudget iis-chain-detection | spec.selector.matchLabels.app | iis-chain | no TaskManager has the labels
          Role iis-chain | rulez | x | has no field 'rulez'
          """)
  void whatIsWrongIsNoticed(String object, String path, String value, String complaint) {
    List<Map<String, Object>> objects = overlay("medium");
    assertThat(CHECKS.problems(objects)).isEmpty();
    String[] name = object.split(" ");
    Map<String, Object> changed = Kustomization.find(objects, name[0], name[1]);

    Tree.put(changed, path, value == null ? null : value.replace("\\n", "\n"));

    assertThat(CHECKS.problems(objects)).anyMatch(problem -> problem.contains(complaint));
  }
}
