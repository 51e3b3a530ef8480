package dev.tercet.auth;

import dev.tercet.kv.Header;
import java.util.Iterator;
import java.util.List;

/**
 * The users there are.
 *
 * @param header the answer's header
 * @param names unmodifiable
 * @since 0.1
 */
public record Users(Header header, List<String> names) implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }
}
