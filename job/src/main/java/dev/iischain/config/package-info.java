/** One YAML file, and the environment over it, as one validated record for each concern. */
@NullMarked
package dev.iischain.config;

import org.jspecify.annotations.NullMarked;
