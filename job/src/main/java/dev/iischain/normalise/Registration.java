package dev.iischain.normalise;

import org.jspecify.annotations.Nullable;

/**
 * A module, filter or handler that a command registers or points elsewhere.
 *
 * @param name its name in the IIS configuration
 * @param image the file, as spelled
 * @param type the .NET type of a managed one
 */
record Registration(@Nullable String name, @Nullable String image, @Nullable String type) {}
