package dev.tercet.auth;

import dev.tercet.kv.Header;
import java.util.Iterator;
import java.util.List;

/**
 * What a role may do.
 *
 * @param header the answer's header
 * @param permissions sorted by key, unmodifiable
 * @since 0.1
 */
public record RolePermissions(Header header, List<Permission> permissions) implements Iterable<Permission> {
    @Override
    public Iterator<Permission> iterator() {
        return permissions.iterator();
    }
}
