package dev.tercet.lease;

import dev.tercet.kv.Header;
import java.util.Iterator;
import java.util.List;

/**
 * The leases there are.
 *
 * @param header the answer's header
 * @param ids their ids, those that expire first in front; unmodifiable
 * @since 0.1
 */
public record LeaseList(Header header, List<Long> ids) implements Iterable<Long> {
    @Override
    public Iterator<Long> iterator() {
        return ids.iterator();
    }

    /** With ids in hexadecimal, as etcd's own tools write them. */
    @Override
    public String toString() {
        return "LeaseList[header=" + header + ", ids="
                + ids.stream().map(Long::toHexString).toList() + "]";
    }
}
