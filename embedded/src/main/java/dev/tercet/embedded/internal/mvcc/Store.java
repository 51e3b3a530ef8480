package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store. Not safe for threads: it is used within the server's steps only.
 *
 * <p>It has every version three times over, as references to the one message that also goes out in answers: by key, by
 * the order of keys (both in {@link Keyspace}), and by the order of time ({@link RevisionLog}).
 */
public final class Store {
    /** As many as etcd remembers. */
    private static final int COMPACTED_HASHES = 10;

    private final Apply apply;
    private final List<CommitListener> listeners = new ArrayList<>();
    private final List<Runnable> compactionListeners = new ArrayList<>();
    private final Keyspace keys = new Keyspace();
    private final RevisionLog log = new RevisionLog();
    private final Checksum checksum = new Checksum(log);
    private final Space space = new Space();
    private final Operations operations = new Operations();
    private final Writer writer = new Writer(keys, log, space, operations);
    private final Deque<KeyspaceHash> compactedHashes = new ArrayDeque<>();
    private long revision = 1;
    private long compactRevision = -1;

    public Store(Apply apply) {
        this.apply = apply;
    }

    /** Registers for every revision from now on; listeners are called in the order in which they came. */
    public void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    /** Registers for every compaction from now on. */
    public void onCompaction(Runnable listener) {
        compactionListeners.add(listener);
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
        return keys.get(key, 0);
    }

    /**
     * Keys as they were at a revision that is kept, or as they are, with what is being written.
     *
     * @param revision 0 for now
     * @param limit how many are wanted at most; 0 for all
     */
    public Slice range(KeyInterval interval, long revision, long limit) {
        operations.range();
        return keys.range(interval, unlessNow(revision), limit);
    }

    /** How many keys there were at a revision that is kept, or are, with what is being written, for 0. */
    public long count(KeyInterval interval, long revision) {
        return keys.count(interval, unlessNow(revision));
    }

    /** 0 for now, which is much faster to look at than the past. */
    private long unlessNow(long asked) {
        return asked == revision && !writer.hasWritten() ? 0 : asked;
    }

    /**
     * Writes: all of it becomes one revision, and none if nothing was changed. Listeners hear of it before this returns, and must not
     * write themselves.
     */
    public <T> T write(Function<Writing, T> writes) {
        apply.check();
        long before = operations.all();
        writer.begin(revision + 1);
        try {
            return writes.apply(writer);
        } finally {
            List<Change> changes = writer.end();
            operations.written(before);
            if (!changes.isEmpty()) {
                revision++;
                commit(changes);
            }
        }
    }

    private void commit(List<Change> changes) {
        try {
            for (CommitListener listener : listeners) {
                listener.onCommit(revision, changes);
            }
        } catch (RuntimeException e) {
            // Not a refusal: the others have not heard of a revision that is there.
            throw new AssertionError("a listener of commits failed", e);
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
                History history = keys.find(kv.getKey());
                // At the compacted revision itself there can be a version that was overwritten within it.
                if (history != null && history.has(kv)) {
                    changes.add(Change.of(history, kv, history.before(kv)));
                }
            }
            if (!changes.isEmpty()) {
                each.take(at, changes);
            }
        }
        return next;
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
            History history = keys.find(log.at(i).getKey());
            if (history != null) {
                history.compact(revision, this::forget);
                if (history.isForgotten()) {
                    keys.remove(history);
                }
            }
        }
        log.dropUpTo(log.position(revision));
        compactionListeners.forEach(Runnable::run);
    }

    private void forget(KeyValue version) {
        space.free(version);
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
        return space.allocated();
    }

    /** What of {@link #sizeInBytes} is not free. */
    public long sizeInUse() {
        return space.used();
    }

    /** Gives back what is free. */
    public void defragment() {
        apply.check();
        space.defragment();
    }
}
