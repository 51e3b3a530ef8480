package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.proto.mvccpb.Event.EventType;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store. Not safe for threads: it is used within the server's steps only.
 *
 * <p>It has every version three times over, as references to the one message that also goes out in answers: by key ({@link
 * History}, found by hash), by the order of keys ({@link Index}), and by the order of time ({@link RevisionLog}).
 */
public final class Store {
    /** As many as etcd remembers. */
    private static final int COMPACTED_HASHES = 10;

    private final Apply apply;
    private final List<CommitListener> listeners = new ArrayList<>();
    private final Map<ByteString, History> histories = new HashMap<>();
    private final Index index = new Index();
    private final RevisionLog log = new RevisionLog();
    private final Checksum checksum = new Checksum(log);
    private final Writer writer = new Writer();
    private final Operations operations = new Operations();
    private final Deque<KeyspaceHash> compactedHashes = new ArrayDeque<>();
    private long revision = 1;
    private long compactRevision = -1;
    private long bytes;
    private long allocated;

    public Store(Apply apply) {
        this.apply = apply;
    }

    /** Registers for every revision from now on; listeners are called in the order in which they came. */
    public void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    /** The revision that was made last; 1 for a new store. */
    public long revision() {
        return revision;
    }

    /** The revision of the last compaction; −1 if there was none. */
    public long compactRevision() {
        return compactRevision;
    }

    /** What was done so far. */
    public Operations operations() {
        return operations;
    }

    /** A key as it is, with what is being written. */
    public @Nullable KeyValue get(ByteString key) {
        History history = histories.get(key);
        return history == null ? null : history.now();
    }

    /** A key as it was at a revision that is kept. */
    public @Nullable KeyValue get(ByteString key, long revision) {
        History history = histories.get(key);
        return history == null ? null : history.at(revision);
    }

    /**
     * Keys as they were at a revision that is kept, or as they are, with what is being written.
     *
     * @param revision 0 for now
     * @param limit how many are wanted at most; 0 for all
     */
    public Slice range(KeyInterval interval, long revision, long limit) {
        operations.range();
        return find(interval, revision, limit);
    }

    private Slice find(KeyInterval interval, long revision, long limit) {
        if (interval.isSingle()) {
            KeyValue kv = revision == 0 ? get(interval.key()) : get(interval.key(), revision);
            return kv == null ? Slice.EMPTY : new Slice(List.of(kv), 1);
        }
        long wanted = limit == 0 ? Long.MAX_VALUE : limit;
        List<KeyValue> kvs = new ArrayList<>();
        index.visit(interval, history -> {
            KeyValue kv = revision == 0 ? history.now() : history.at(revision);
            if (kv != null) {
                kvs.add(kv);
            }
            return kvs.size() < wanted;
        });
        return new Slice(kvs, kvs.size() < wanted ? kvs.size() : count(interval, revision));
    }

    /** How many keys there were at a revision that is kept, or are, with what is being written, for 0. */
    public long count(KeyInterval interval, long revision) {
        if (interval.isSingle()) {
            return (revision == 0 ? get(interval.key()) : get(interval.key(), revision)) == null ? 0 : 1;
        }
        if (revision == 0 || (revision == this.revision && !writer.hasWritten())) {
            return index.live(interval);
        }
        long[] count = new long[1];
        index.visit(interval, history -> {
            count[0] += history.at(revision) == null ? 0 : 1;
            return true;
        });
        return count[0];
    }

    /**
     * Writes: all of it becomes one revision, and none if nothing was changed. Listeners hear of it before this returns, and must not
     * write themselves.
     */
    public <T> T write(Function<Writing, T> writes) {
        apply.check();
        writer.begin();
        long before = operations.all();
        try {
            return writes.apply(writer);
        } finally {
            List<Change> changes = writer.end();
            operations.written(before);
            if (!changes.isEmpty()) {
                revision++;
                for (CommitListener listener : listeners) {
                    listener.onCommit(revision, changes);
                }
            }
        }
    }

    /**
     * The changes from a revision on that is kept, one list a revision, in order.
     *
     * @param maxRevisions after how many to stop
     * @return the revision after the last one that was gone through
     */
    public long history(long fromRevision, int maxRevisions, Revisions each) {
        int position = log.position(fromRevision);
        long next = Math.max(fromRevision, revision + 1);
        for (int taken = 0; position < log.end(); taken++) {
            long at = log.at(position).getModRevision();
            if (taken == maxRevisions) {
                return at;
            }
            List<Change> changes = new ArrayList<>(1);
            for (; position < log.end() && log.at(position).getModRevision() == at; position++) {
                KeyValue kv = log.at(position);
                History history = histories.get(kv.getKey());
                // At the compacted revision itself there can be a version that was overwritten within it.
                if (history != null && history.has(kv)) {
                    changes.add(change(history, kv, history.before(kv)));
                }
            }
            if (!changes.isEmpty()) {
                each.take(at, changes);
            }
        }
        return next;
    }

    private static Change change(History history, KeyValue kv, @Nullable KeyValue previous) {
        boolean twice = previous != null && previous.getModRevision() == kv.getModRevision();
        return new Change(
                History.isTombstone(kv) ? EventType.DELETE : EventType.PUT,
                kv,
                previous,
                twice ? history.at(kv.getModRevision() - 1) : previous);
    }

    /** Takes changes of the past. {@link Change#previous} and {@link Change#before} are null where compaction took it. */
    @FunctionalInterface
    public interface Revisions {
        void take(long revision, List<Change> changes);
    }

    /** Forgets what was before a revision: not before the last compaction, and not after now. */
    public void compact(long revision) {
        apply.check();
        compactedHashes.add(hash(revision));
        if (compactedHashes.size() > COMPACTED_HASHES) {
            compactedHashes.remove();
        }
        compactRevision = revision;
        // Whatever can be forgotten was overwritten or deleted by something in the log since the last compaction.
        int end = log.position(revision + 1);
        for (int i = log.start(); i < end; i++) {
            History history = histories.get(log.at(i).getKey());
            if (history == null) {
                continue;
            }
            history.compact(revision, this::forget);
            if (history.isForgotten()) {
                index.remove(history);
                histories.remove(history.key);
            }
        }
        log.dropUpTo(log.position(revision));
    }

    private void forget(KeyValue version) {
        bytes -= Sizes.of(version);
        checksum.forget(version);
    }

    /** A checksum of what is kept of all revisions up to one, which must be one that is kept. */
    public KeyspaceHash hash(long upTo) {
        return new KeyspaceHash(checksum.upTo(upTo), compactRevision, upTo);
    }

    /** The checksum just before the compaction at a revision, which etcd remembers of the last few; null if it was none of those. */
    public @Nullable KeyspaceHash compactedHash(long compacted) {
        for (KeyspaceHash hash : compactedHashes) {
            if (hash.revision() == compacted) {
                return hash;
            }
        }
        return null;
    }

    /**
     * What etcd would call the size of its database, roughly: what compaction frees is used again, and given back by a {@linkplain
     * #defragment defragmentation} only.
     */
    public long sizeInBytes() {
        return Sizes.database(allocated);
    }

    /** What of {@link #sizeInBytes} is not free. */
    public long sizeInUse() {
        return Sizes.database(bytes);
    }

    /** Gives back what is free. */
    public void defragment() {
        apply.check();
        allocated = bytes;
    }

    /** Empties it: as new, and with the same listeners, which are not told. */
    public void clear() {
        apply.check();
        histories.clear();
        index.clear();
        log.clear();
        checksum.clear();
        compactedHashes.clear();
        revision = 1;
        compactRevision = -1;
        bytes = 0;
        allocated = 0;
    }

    /** There is one at a time, so there is one. */
    private final class Writer implements Writing {
        private List<Change> changes = List.of();
        private boolean open;

        void begin() {
            if (open) {
                throw new IllegalStateException("a write within a write");
            }
            open = true;
        }

        boolean hasWritten() {
            return !changes.isEmpty();
        }

        List<Change> end() {
            List<Change> made = changes;
            changes = List.of();
            open = false;
            return made;
        }

        @Override
        public @Nullable KeyValue put(ByteString key, ByteString value, long lease) {
            operations.put();
            History history = histories.get(key);
            if (history == null) {
                history = new History(key);
                histories.put(history.key, history);
                index.add(history);
            }
            KeyValue previous = history.now();
            long made = revision + 1;
            add(
                    history,
                    KeyValue.newBuilder()
                            .setKey(history.key)
                            .setValue(value)
                            .setCreateRevision(previous == null ? made : previous.getCreateRevision())
                            .setModRevision(made)
                            .setVersion(previous == null ? 1 : previous.getVersion() + 1)
                            .setLease(lease)
                            .build(),
                    previous);
            return previous;
        }

        @Override
        public List<KeyValue> delete(KeyInterval interval) {
            operations.delete();
            List<KeyValue> deleted = find(interval, 0, 0).kvs();
            for (KeyValue previous : deleted) {
                KeyValue tombstone = KeyValue.newBuilder()
                        .setKey(previous.getKey())
                        .setModRevision(revision + 1)
                        .build();
                add(histories.get(previous.getKey()), tombstone, previous);
            }
            return deleted;
        }

        private void add(@Nullable History history, KeyValue kv, @Nullable KeyValue previous) {
            if (history == null) {
                throw new IllegalStateException("a key that is not there was deleted");
            }
            history.add(kv);
            history.countLive(previous);
            log.add(kv);
            bytes += Sizes.of(kv);
            allocated = Math.max(allocated, bytes);
            Change change = change(history, kv, previous);
            if (changes.isEmpty()) {
                changes = List.of(change);
            } else {
                if (changes.size() == 1) {
                    changes = new ArrayList<>(changes);
                }
                changes.add(change);
            }
        }
    }
}
