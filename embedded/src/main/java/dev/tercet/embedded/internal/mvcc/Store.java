package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The store. Not safe for threads: it is used within the server's steps only. */
public final class Store {
    public Store(Apply apply) {}

    /** Registers for every revision from now on; listeners are called in the order in which they came. */
    public void onCommit(CommitListener listener) {
        throw new UnsupportedOperationException();
    }

    /** The revision that was made last; 1 for a new store. */
    public long revision() {
        throw new UnsupportedOperationException();
    }

    /** The revision of the last compaction; −1 if there was none. */
    public long compactRevision() {
        throw new UnsupportedOperationException();
    }

    /** A key as it is, with what is being written. */
    public @Nullable KeyValue get(ByteString key) {
        throw new UnsupportedOperationException();
    }

    /** A key as it was at a revision that is kept. */
    public @Nullable KeyValue get(ByteString key, long revision) {
        throw new UnsupportedOperationException();
    }

    /**
     * Keys as they were at a revision that is kept, or as they are, with what is being written.
     *
     * @param revision 0 for now
     * @param limit how many are wanted at most; 0 for all
     */
    public Slice range(KeyInterval interval, long revision, long limit) {
        throw new UnsupportedOperationException();
    }

    /** How many keys there were at a revision that is kept, or are, with what is being written, for 0. */
    public long count(KeyInterval interval, long revision) {
        throw new UnsupportedOperationException();
    }

    /** Writes: all of it becomes one revision, and none if nothing was changed. */
    public <T> T write(Function<Writing, T> writes) {
        throw new UnsupportedOperationException();
    }

    /**
     * The changes from a revision on that is kept, one list a revision, in order.
     *
     * @param maxRevisions after how many to stop
     * @return the revision after the last one that was gone through
     */
    public long history(long fromRevision, int maxRevisions, Revisions each) {
        throw new UnsupportedOperationException();
    }

    /** Takes changes of the past. {@link Change#previous} is null where compaction took it. */
    @FunctionalInterface
    public interface Revisions {
        void take(long revision, List<Change> changes);
    }

    /** Forgets what was before a revision: not before the last compaction, and not after now. */
    public void compact(long revision) {
        throw new UnsupportedOperationException();
    }

    /** What etcd would call the size of its database, roughly. */
    public long sizeInBytes() {
        throw new UnsupportedOperationException();
    }

    /** Empties it: as new, and with the same listeners, which are not told. */
    public void clear() {
        throw new UnsupportedOperationException();
    }
}
