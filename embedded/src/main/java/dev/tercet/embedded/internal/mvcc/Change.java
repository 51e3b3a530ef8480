package dev.tercet.embedded.internal.mvcc;

import dev.tercet.proto.mvccpb.Event.EventType;
import dev.tercet.proto.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * What one operation did to one key.
 *
 * @param type put or deleted
 * @param kv what is there now; of a deletion the key and the revision only
 * @param previous what was there just before, if the key was; maybe by an operation of the same revision
 * @param before what was there at the revision before, if the key was
 */
public record Change(
        EventType type,
        KeyValue kv,
        @Nullable KeyValue previous,
        @Nullable KeyValue before) {
    static Change of(History history, KeyValue kv, @Nullable KeyValue previous) {
        boolean twice = previous != null && previous.getModRevision() == kv.getModRevision();
        return new Change(
                History.isTombstone(kv) ? EventType.DELETE : EventType.PUT,
                kv,
                previous,
                twice ? history.at(kv.getModRevision() - 1) : previous);
    }
}
