package dev.tercet.auth;

import dev.tercet.kv.Header;
import java.util.Iterator;
import java.util.List;

/**
 * The roles that a user has.
 *
 * @param header the answer's header
 * @param roles their names, sorted, unmodifiable
 * @since 0.1
 */
public record UserRoles(Header header, List<String> roles) implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return roles.iterator();
    }
}
