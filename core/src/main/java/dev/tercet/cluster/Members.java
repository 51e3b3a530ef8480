package dev.tercet.cluster;

import dev.tercet.kv.Header;
import java.util.Iterator;
import java.util.List;

/**
 * The members of the cluster, by id.
 *
 * @param header the answer's header; its revision is 0
 * @param members unmodifiable
 * @since 0.1
 */
public record Members(Header header, List<Member> members) implements Iterable<Member> {
    @Override
    public Iterator<Member> iterator() {
        return members.iterator();
    }
}
