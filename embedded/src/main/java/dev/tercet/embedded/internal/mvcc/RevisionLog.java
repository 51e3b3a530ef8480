package dev.tercet.embedded.internal.mvcc;

import dev.tercet.proto.mvccpb.KeyValue;
import java.util.Arrays;

/** Every version of every key in the order in which they were made, from the last compaction on. */
final class RevisionLog {
    private static final int SMALLEST = 64;

    private KeyValue[] versions = new KeyValue[SMALLEST];
    private int start;
    private int end;

    void add(KeyValue version) {
        if (end == versions.length) {
            makeRoom();
        }
        versions[end++] = version;
    }

    private void makeRoom() {
        int size = end - start;
        KeyValue[] roomier = size > versions.length / 2 ? new KeyValue[versions.length * 2] : versions;
        System.arraycopy(versions, start, roomier, 0, size);
        if (roomier == versions) {
            Arrays.fill(versions, size, end, null);
        }
        versions = roomier;
        start = 0;
        end = size;
    }

    /** The position of the first version of a revision or one after it. */
    int position(long revision) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (versions[middle].getModRevision() < revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    KeyValue at(int position) {
        return versions[position];
    }

    /** Forgets what was before a position. */
    void dropUpTo(int position) {
        int size = end - position;
        if (size < versions.length / 4 && versions.length > SMALLEST) {
            versions = Arrays.copyOfRange(versions, position, position + Math.max(SMALLEST, size * 2));
            start = 0;
            end = size;
        } else {
            Arrays.fill(versions, start, position, null);
            start = position;
        }
    }
}
