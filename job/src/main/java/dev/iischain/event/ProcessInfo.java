package dev.iischain.event;

import org.jspecify.annotations.Nullable;

/**
 * The process that acted, or was started, in an event; whatever is unknown is null.
 *
 * @param image the full image path as the source spelled it
 * @param commandLine the command line, cut at a bound
 * @param user the account
 * @param processId the sensor's process identity or the pid, as text
 * @param parentImage the parent's image path
 * @param parentCommandLine the parent's command line, cut at a bound
 */
public record ProcessInfo(
    @Nullable String image,
    @Nullable String commandLine,
    @Nullable String user,
    @Nullable String processId,
    @Nullable String parentImage,
    @Nullable String parentCommandLine) {}
