package dev.iischain.operator;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassWriter;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.apache.flink.shaded.asm9.org.objectweb.asm.RecordComponentVisitor;

/** Records as a later version could declare them: with one more component, or one less. */
final class EvolvedRecords {

  /** What the names of added components start with. */
  static final String ADDED = "addedLater";

  private static final int API = Opcodes.ASM9;

  private EvolvedRecords() {}

  /** The records that a record holds at any depth, itself among them. */
  static Set<Class<?>> within(Class<?> type) {
    Set<Class<?>> found = new LinkedHashSet<>();
    collect(type, found);
    return found;
  }

  private static void collect(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, found);
      }
    } else if (type instanceof Class<?> each && each.isRecord() && found.add(each)) {
      for (RecordComponent component : each.getRecordComponents()) {
        collect(component.getGenericType(), found);
      }
    }
  }

  /** A record, where one of those that it holds has a text and a number more than today. */
  static Class<?> withMore(Class<?> root, Class<?> changed) {
    Set<Class<?>> own = new LinkedHashSet<>(within(root));
    for (Class<?> each : within(root)) {
      // A nested record and the record around it have to come from one loader.
      if (each.getDeclaringClass() != null && each.getDeclaringClass().isRecord()) {
        own.add(each.getDeclaringClass());
      }
    }
    return load(root, own, changed, EvolvedRecords::added);
  }

  /** A record without one of its components. */
  static Class<?> without(Class<?> root, String component) {
    return load(root, Set.of(root), root, bytes -> removed(bytes, component));
  }

  private interface Change {
    byte[] of(byte[] classFile);
  }

  private static Class<?> load(Class<?> root, Set<Class<?>> own, Class<?> changed, Change change) {
    ClassLoader loader =
        new ClassLoader(root.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
              Class<?> known = findLoadedClass(name);
              if (known != null) {
                return known;
              }
              for (Class<?> each : own) {
                if (each.getName().equals(name)) {
                  byte[] bytes = bytes(each);
                  byte[] evolved = each == changed ? change.of(bytes) : bytes;
                  return defineClass(name, evolved, 0, evolved.length);
                }
              }
              return super.loadClass(name, resolve);
            }
          }
        };
    try {
      return Class.forName(root.getName(), true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Class<?> type) {
    String file = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps everything, and has a second constructor that takes two more. */
  private static byte[] added(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    StringBuilder canonical = new StringBuilder();
    reader.accept(
        new ClassVisitor(API, writer) {
          @Override
          public RecordComponentVisitor visitRecordComponent(
              String name, String descriptor, String signature) {
            canonical.append(descriptor);
            return super.visitRecordComponent(name, descriptor, signature);
          }

          @Override
          public void visitEnd() {
            component(writer, reader.getClassName(), ADDED + "Text", "Ljava/lang/String;", null);
            component(writer, reader.getClassName(), ADDED + "Number", "J", null);
            constructor(writer, reader.getClassName(), canonical.toString());
            super.visitEnd();
          }
        },
        0);
    return writer.toByteArray();
  }

  private static void constructor(ClassVisitor to, String owner, String canonical) {
    MethodVisitor code =
        to.visitMethod(
            Opcodes.ACC_PUBLIC, "<init>", "(" + canonical + "Ljava/lang/String;J)V", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    int at = loadArguments(code, canonical);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", "(" + canonical + ")V", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, at);
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, ADDED + "Text", "Ljava/lang/String;");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.LLOAD, at + 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, ADDED + "Number", "J");
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static int loadArguments(MethodVisitor code, String descriptors) {
    int at = 1;
    for (var type : types(descriptors)) {
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
      at += type.getSize();
    }
    return at;
  }

  private static org.apache.flink.shaded.asm9.org.objectweb.asm.Type[] types(String descriptors) {
    return org.apache.flink.shaded.asm9.org.objectweb.asm.Type.getArgumentTypes(
        "(" + descriptors + ")V");
  }

  /** Only the components that are left: no other code of the record survives. */
  private static byte[] removed(byte[] classFile, String gone) {
    ClassReader reader = new ClassReader(classFile);
    String owner = reader.getClassName();
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    StringBuilder canonical = new StringBuilder();
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_RECORD,
        owner,
        null,
        "java/lang/Record",
        null);
    StringBuilder names = new StringBuilder();
    reader.accept(
        new ClassVisitor(API) {
          @Override
          public RecordComponentVisitor visitRecordComponent(
              String name, String descriptor, String signature) {
            if (!name.equals(gone)) {
              component(writer, owner, name, descriptor, signature);
              canonical.append(descriptor);
              names.append(name).append(' ');
            }
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(" + canonical + ")V", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Record", "<init>", "()V", false);
    int at = 1;
    int next = 0;
    String[] fields = names.toString().split(" ", -1);
    for (var type : types(canonical.toString())) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), at);
      code.visitFieldInsn(Opcodes.PUTFIELD, owner, fields[next++], type.getDescriptor());
      at += type.getSize();
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void component(
      ClassVisitor to, String owner, String name, String descriptor, String signature) {
    to.visitRecordComponent(name, descriptor, signature).visitEnd();
    to.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, name, descriptor, signature, null)
        .visitEnd();
    MethodVisitor code =
        to.visitMethod(
            Opcodes.ACC_PUBLIC,
            name,
            "()" + descriptor,
            signature == null ? null : "()" + signature,
            null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
    code.visitInsn(
        org.apache.flink.shaded.asm9.org.objectweb.asm.Type.getType(descriptor)
            .getOpcode(Opcodes.IRETURN));
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
