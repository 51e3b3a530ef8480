package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the changes of one revision after another. */
final class Writer implements Writing {
    private final Keyspace keys;
    private final RevisionLog log;
    private final Space space;
    private final Operations operations;
    private long revision;
    private boolean open;
    private List<Change> changes = List.of();

    Writer(Keyspace keys, RevisionLog log, Space space, Operations operations) {
        this.keys = keys;
        this.log = log;
        this.space = space;
        this.operations = operations;
    }

    void begin(long at) {
        if (open) {
            throw new IllegalStateException("a write within a write");
        }
        open = true;
        revision = at;
    }

    boolean hasWritten() {
        return !changes.isEmpty();
    }

    /** What was changed. */
    List<Change> end() {
        List<Change> made = changes;
        changes = List.of();
        open = false;
        return made;
    }

    @Override
    public @Nullable KeyValue put(ByteString key, ByteString value, long lease) {
        operations.put();
        History history = keys.findOrAdd(key);
        KeyValue previous = history.now();
        KeyValue kv = KeyValue.newBuilder()
                .setKey(history.key)
                .setValue(value)
                .setCreateRevision(previous == null ? revision : previous.getCreateRevision())
                .setModRevision(revision)
                .setVersion(previous == null ? 1 : previous.getVersion() + 1)
                .setLease(lease)
                .build();
        add(history, kv, previous);
        return previous;
    }

    @Override
    public List<KeyValue> delete(KeyInterval interval) {
        operations.delete();
        List<KeyValue> deleted = keys.range(interval, 0, 0).kvs();
        for (KeyValue previous : deleted) {
            History history = Objects.requireNonNull(keys.find(previous.getKey()), "it was found");
            KeyValue tombstone = KeyValue.newBuilder()
                    .setKey(history.key)
                    .setModRevision(revision)
                    .build();
            add(history, tombstone, previous);
        }
        return deleted;
    }

    private void add(History history, KeyValue kv, @Nullable KeyValue previous) {
        history.add(kv);
        history.countLive(previous);
        log.add(kv);
        space.add(kv);
        Change change = Change.of(history, kv, previous);
        if (changes.isEmpty()) {
            // Most revisions are of one change.
            changes = List.of(change);
            return;
        }
        if (changes.size() == 1) {
            changes = new ArrayList<>(changes);
        }
        changes.add(change);
    }
}
