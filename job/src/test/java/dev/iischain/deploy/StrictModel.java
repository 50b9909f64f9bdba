package dev.iischain.deploy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.jspecify.annotations.Nullable;

/** Reads objects with the classes of the operators and of Kubernetes, and forgives nothing. */
final class StrictModel {

  /** Kind, with its version, to the class that an operator or Kubernetes itself reads it with. */
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "apps/v1 Deployment", Deployment.class,
          "flink.apache.org/v1beta1 FlinkDeployment", FlinkDeployment.class,
          "kafka.strimzi.io/v1beta2 KafkaTopic", KafkaTopic.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "rbac.authorization.k8s.io/v1 Role", Role.class,
          "rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 Namespace", Namespace.class,
          "v1 ServiceAccount", ServiceAccount.class);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new NothingElse())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StrictModel() {}

  /** The models collect fields they do not know; here they may not. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return super.findPropertyIgnoralByName(config, annotated).withoutIgnoreUnknown();
    }
  }

  /** What is wrong with the form of an object, as a sentence, or null. */
  static @Nullable String problem(Map<String, Object> object) {
    Class<?> type = KINDS.get(object.get("apiVersion") + " " + object.get("kind"));
    if (type == null) {
      return "is of a kind that nothing here reads: "
          + object.get("apiVersion")
          + " "
          + object.get("kind")
          + ".";
    }
    Map<String, Object> known = new LinkedHashMap<>(Tree.map(Tree.copy(object)));
    // The operator's classes on Maven Central end before Flink 2; FlinkDeploymentChecks looks at
    // it.
    Tree.map(known.getOrDefault("spec", new LinkedHashMap<>())).remove("flinkVersion");
    try {
      MAPPER.convertValue(known, new Any(type));
      return null;
    } catch (IllegalArgumentException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof UnrecognizedPropertyException unknown) {
        return "has no field '" + unknown.getPropertyName() + "' at " + place(unknown) + ".";
      }
      return "cannot be read: " + cause.getMessage();
    }
  }

  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      place.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
    }
    return place.toString();
  }

  private static final class Any extends TypeReference<Object> {
    private final Class<?> type;

    Any(Class<?> type) {
      this.type = type;
    }

    @Override
    public java.lang.reflect.Type getType() {
      return type;
    }
  }
}
