package dev.tercet.v2.auth;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A role, as read or to be written.
 *
 * @param name the name
 * @param permissions what may be done with which paths; one that ends in an asterisk is for all that begin with what is before it
 * @since 0.1
 */
public record V2Role(String name, Map<String, V2Permission> permissions) {
    /**
     * Copies the permissions, in the order of their paths.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public V2Role {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name of role is empty");
        }
        permissions = Collections.unmodifiableMap(new TreeMap<>(permissions));
    }

    /** One that permits nothing. */
    public static V2Role of(String name) {
        return new V2Role(name, Map.of());
    }

    /** With this permission too. */
    public V2Role granting(String path, V2Permission permission) {
        Map<String, V2Permission> more = new TreeMap<>(permissions);
        more.merge(path, permission, V2Permission::and);
        return new V2Role(name, more);
    }

    /** Without this permission. */
    public V2Role revoking(String path, V2Permission permission) {
        Map<String, V2Permission> fewer = new TreeMap<>(permissions);
        fewer.computeIfPresent(path, (same, has) -> switch (permission) {
            case RW -> null;
            case R -> has.writes() ? V2Permission.W : null;
            case W -> has.reads() ? V2Permission.R : null;
        });
        return new V2Role(name, fewer);
    }
}
