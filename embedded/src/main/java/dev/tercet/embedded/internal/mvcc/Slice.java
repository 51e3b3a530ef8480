package dev.tercet.embedded.internal.mvcc;

import dev.tercet.proto.mvccpb.KeyValue;
import java.util.List;

/**
 * Part of an interval.
 *
 * @param kvs the first of its keys, in order, as many as were wanted
 * @param total how many there are
 */
public record Slice(List<KeyValue> kvs, long total) {
    static final Slice EMPTY = new Slice(List.of(), 0);
}
