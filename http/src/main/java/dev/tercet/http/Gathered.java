package dev.tercet.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of an answer, kept until it is whole; no more than so many. Used by one thread at a time. */
public final class Gathered {
    /** What is kept of an answer that is none, for its words. Etcd's own errors are shorter. */
    public static final int WORDS = 64 * 1024;

    private final int most;
    private final List<ByteBuffer> runs = new ArrayList<>(2);
    private int size;

    public Gathered(int most) {
        // No array is longer.
        this.most = Math.min(most, Integer.MAX_VALUE - 8);
    }

    /** Keeps them. False if there are too many: then only the first of them are kept. */
    public boolean add(List<ByteBuffer> bytes) {
        for (ByteBuffer run : bytes) {
            int room = most - size;
            if (run.remaining() > room) {
                size = most;
                runs.add(run.slice(run.position(), room));
                return false;
            }
            size += run.remaining();
            runs.add(run);
        }
        return true;
    }

    /** In the order in which they came. */
    public List<ByteBuffer> runs() {
        return runs;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** All in one. */
    public byte[] toBytes() {
        byte[] all = new byte[size];
        int at = 0;
        for (ByteBuffer run : runs) {
            int length = run.remaining();
            run.duplicate().get(all, at, length);
            at += length;
        }
        return all;
    }
}
