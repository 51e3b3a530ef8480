package dev.tercet.embedded.internal.mvcc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A key and its versions, the oldest that is kept first. A version without a {@linkplain KeyValue#getVersion version number} is a
 * tombstone: the key was deleted.
 *
 * <p>Most keys have one version, so that the last stands alone and those before it get an array only when there are some.
 */
final class History {
    private static final KeyValue[] NONE = {};

    /** The bytes of {@link #key}, shared with it: comparing them so is much faster. */
    final byte[] bytes;

    final ByteString key;

    /** Where the index has it. */
    @Nullable
    Block block;

    private @Nullable KeyValue last;
    private KeyValue[] earlier = NONE;
    private int count;

    History(ByteString key) {
        // A copy of its own, since the one given may be a small part of a big request.
        this.bytes = key.toByteArray();
        this.key = UnsafeByteOperations.unsafeWrap(bytes);
    }

    static boolean isTombstone(KeyValue kv) {
        return kv.getVersion() == 0;
    }

    /** The key as it is, or null. */
    @Nullable
    KeyValue now() {
        return last == null || isTombstone(last) ? null : last;
    }

    /** The key as it was at a revision, or null. */
    @Nullable
    KeyValue at(long revision) {
        if (last == null || last.getModRevision() <= revision) {
            return now();
        }
        int index = lastUpTo(revision);
        return index < 0 || isTombstone(earlier[index]) ? null : earlier[index];
    }

    /** The key as it was before this version, which is one of its own, or null. */
    @Nullable
    KeyValue before(KeyValue version) {
        int index = indexOf(version) - 1;
        return index < 0 || isTombstone(earlier[index]) ? null : earlier[index];
    }

    /** Whether this version is one of its own, and kept. */
    boolean has(KeyValue version) {
        return indexOf(version) >= 0;
    }

    private int indexOf(KeyValue version) {
        if (version == last) {
            return count;
        }
        int index = lastUpTo(version.getModRevision());
        // One revision can have two: a transaction may put in one branch what a later branch deletes.
        while (index >= 0 && earlier[index] != version) {
            index = earlier[index].getModRevision() == version.getModRevision() ? index - 1 : -1;
        }
        return index;
    }

    void add(KeyValue version) {
        if (last != null) {
            if (count == earlier.length) {
                earlier = Arrays.copyOf(earlier, count == 0 ? 1 : count * 2);
            }
            earlier[count++] = last;
        }
        last = version;
    }

    /** Tells the index when the last version made the key come or go. */
    void countLive(@Nullable KeyValue previous) {
        if (block != null) {
            block.live += (now() == null ? 0 : 1) - (previous == null ? 0 : 1);
        }
    }

    /**
     * Forgets the versions that nobody can see from a revision on, but a tombstone of this very revision stays, as in etcd, for
     * watches from there.
     */
    void compact(long revision, Consumer<KeyValue> forgotten) {
        boolean all = last != null && last.getModRevision() <= revision;
        int drop = all ? count : lastUpTo(revision);
        if (drop < 0) {
            return;
        }
        KeyValue seen = drop == count ? last : earlier[drop];
        if (seen != null && isTombstone(seen) && seen.getModRevision() < revision) {
            drop++;
        }
        for (int i = 0; i < Math.min(drop, count); i++) {
            forgotten.accept(earlier[i]);
        }
        if (drop > count && last != null) {
            forgotten.accept(last);
            last = null;
        }
        if (drop > 0) {
            earlier = drop >= count ? NONE : Arrays.copyOfRange(earlier, drop, count);
            count = earlier.length;
        }
    }

    /** Whether nothing of it is kept any more. */
    boolean isForgotten() {
        return last == null;
    }

    /** The index of the last of the earlier versions that is not after a revision; −1 if there is none. */
    private int lastUpTo(long revision) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (earlier[middle].getModRevision() <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
