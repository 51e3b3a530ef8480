package dev.tercet.recipes.internal.mirror;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.mirror.Join.Row;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.List;

/** What is written at the destination for what is so at the source. */
record Writing(Names names) {
    /** The operations of one transaction, at most, with one left for the checkpoint: the server takes 128, as it comes. */
    static final int MOST_OPS = 127;

    /** With marks, each delete is a transaction in the transaction, and those count against the whole twice. */
    static final int MOST_OPS_WITH_MARKS = 120;

    int mostOps() {
        return names.keepsForeign() ? MOST_OPS_WITH_MARKS : MOST_OPS;
    }

    int opsOfPut() {
        return names.keepsForeign() ? 2 : 1;
    }

    /** What a row needs so that the destination has what the source has; mostly nothing. */
    List<Op<?>> equalizing(Row row) {
        if (row.source() != null) {
            if (!row.isSame()) {
                return put(row.tail(), row.source().value());
            }
            return names.keepsForeign() && !row.marked()
                    ? List.of(Put.of(names.mark(row.tail()), Bytes.EMPTY))
                    : List.of();
        }
        return !names.keepsForeign() || row.marked() ? delete(row.tail()) : List.of();
    }

    /** What a group of events comes to. */
    List<Op<?>> following(List<WatchEvent> events) {
        List<Op<?>> ops = new ArrayList<>();
        for (WatchEvent event : events) {
            Bytes tail = names.tailAtSource(event.key());
            if (names.isCopied(tail)) {
                ops.addAll(event.isPut() ? put(tail, event.value()) : delete(tail));
            }
        }
        return ops;
    }

    private List<Op<?>> put(Bytes tail, Bytes value) {
        Put put = Put.of(names.key(tail), value);
        return names.keepsForeign() ? List.of(put, Put.of(names.mark(tail), Bytes.EMPTY)) : List.of(put);
    }

    private List<Op<?>> delete(Bytes tail) {
        Delete delete = Delete.of(names.key(tail));
        Bytes mark = names.mark(tail);
        return names.keepsForeign()
                ? List.of(Txn.when(Compare.exists(mark)).then(delete, Delete.of(mark)))
                : List.of(delete);
    }
}
