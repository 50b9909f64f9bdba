package dev.iischain.event;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Refuses null for record components that are not {@code @Nullable}, and inside collections. */
final class NullMarkedIntrospector extends JacksonAnnotationIntrospector {

  private static final JsonSetter.Value NULLABLE =
      JsonSetter.Value.construct(Nulls.SET, Nulls.FAIL);
  private static final JsonSetter.Value REQUIRED =
      JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter) {
      Class<?> owner = parameter.getDeclaringClass();
      RecordComponent[] components = owner.getRecordComponents();
      if (components != null && parameter.getIndex() < components.length) {
        boolean nullable =
            components[parameter.getIndex()].getAnnotatedType().isAnnotationPresent(Nullable.class);
        return nullable ? NULLABLE : REQUIRED;
      }
    }
    return super.findSetterInfo(annotated);
  }
}
