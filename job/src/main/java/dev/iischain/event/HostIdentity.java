package dev.iischain.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine an event happened on.
 *
 * @param key the key that all state hangs on, such as {@code host:<tenant>/web01}, or {@code
 *     cs:<cid>/<aid>} while no name is known
 * @param name the short name in lower case, or the key where there is none
 * @param fqdn the fully qualified name in lower case
 * @param ids vendor identifiers such as {@code aid:...} or {@code mde:...}, sorted
 */
public record HostIdentity(String key, String name, @Nullable String fqdn, List<String> ids) {}
