package dev.iischain.operator;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records out of nothing but their declaration. */
final class RecordFiller {

  private final boolean full;

  private RecordFiller(boolean full) {
    this.full = full;
  }

  /** A record in which all that may be null is null, and every list is empty. */
  static <T> T sparse(Class<T> type) {
    return type.cast(new RecordFiller(false).ofRecord(type));
  }

  /** A record in which nothing is null, and every list has one element. */
  static <T> T full(Class<T> type) {
    return type.cast(new RecordFiller(true).ofRecord(type));
  }

  private Object ofRecord(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getAnnotatedType());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private @Nullable Object value(AnnotatedType annotated) {
    if (!full && isNullable(annotated)) {
      return null;
    }
    if (annotated instanceof AnnotatedArrayType array) {
      return array(array);
    }
    if (annotated instanceof AnnotatedParameterizedType list) {
      AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
      return full ? List.of(value(element)) : List.of();
    }
    return value(raw(annotated.getType()));
  }

  private static Object array(AnnotatedArrayType array) {
    Type element = array.getAnnotatedGenericComponentType().getType();
    if (element == byte.class) {
      return new byte[] {1, 2, 3};
    }
    return new String[] {null, "value", null};
  }

  private Object value(Class<?> type) {
    if (type.isRecord()) {
      return ofRecord(type);
    }
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[full ? constants.length - 1 : 0];
    }
    if (type == String.class) {
      return full ? "text\u0000 \ud83d\ude00" : "";
    }
    if (type == Instant.class) {
      return full ? Instant.parse("2026-11-20T13:10:06.158Z") : Instant.EPOCH;
    }
    if (type == long.class) {
      return full ? Long.MIN_VALUE : 0L;
    }
    if (type == int.class || type == Integer.class) {
      return full ? 7 : 0;
    }
    if (type == double.class) {
      return full ? 0.25 : 0.0;
    }
    if (type == boolean.class) {
      return full;
    }
    throw new IllegalArgumentException(type + " is no type that records of a stream may hold");
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private static boolean isNullable(AnnotatedElement element) {
    return element.isAnnotationPresent(Nullable.class);
  }
}
