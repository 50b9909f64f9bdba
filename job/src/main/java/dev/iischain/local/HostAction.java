package dev.iischain.local;

import java.util.function.Function;

/**
 * What happened on a machine, before a vendor's sensor gives it a shape. Paths are Windows paths.
 */
sealed interface HostAction {

  /** The program that did it. */
  String image();

  /** The answer for the kind of action that this is. */
  <T> T fold(
      Function<ProcessStart, T> start,
      Function<FileWrite, T> write,
      Function<ModuleLoad, T> load,
      Function<RegistrySet, T> set);

  /** A process started. */
  record ProcessStart(String image, String commandLine, String parent, String user)
      implements HostAction {
    @Override
    public <T> T fold(
        Function<ProcessStart, T> start,
        Function<FileWrite, T> write,
        Function<ModuleLoad, T> load,
        Function<RegistrySet, T> set) {
      return start.apply(this);
    }
  }

  /** A file was created. */
  record FileWrite(String image, String path) implements HostAction {
    @Override
    public <T> T fold(
        Function<ProcessStart, T> start,
        Function<FileWrite, T> write,
        Function<ModuleLoad, T> load,
        Function<RegistrySet, T> set) {
      return write.apply(this);
    }
  }

  /** A module was loaded. */
  record ModuleLoad(String image, String path, boolean signed) implements HostAction {
    @Override
    public <T> T fold(
        Function<ProcessStart, T> start,
        Function<FileWrite, T> write,
        Function<ModuleLoad, T> load,
        Function<RegistrySet, T> set) {
      return load.apply(this);
    }
  }

  /** A text value was set; the key starts with {@code HKLM\}. */
  record RegistrySet(String image, String key, String valueName, String data)
      implements HostAction {
    @Override
    public <T> T fold(
        Function<ProcessStart, T> start,
        Function<FileWrite, T> write,
        Function<ModuleLoad, T> load,
        Function<RegistrySet, T> set) {
      return set.apply(this);
    }
  }
}
