package dev.tercet.v2.internal.overv3.keys;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of leases by which they are known again: the lease of a key that is overwritten or deleted has nothing left to do, and is
 * revoked, but only if nothing else can hang on it. That is so where this emulation made it for one key. Those of directories are
 * shared with what is in them, and are left to run out.
 */
final class LeaseIds {
    private static final long KEYS = 0x7632L;
    private static final long DIRECTORIES = 0x7633L;

    private LeaseIds() {}

    /** A new one. */
    static long next(boolean dir) {
        int random = ThreadLocalRandom.current().nextInt();
        return ((dir ? DIRECTORIES : KEYS) << 48) | (Integer.toUnsignedLong(random) << 16) | check(random);
    }

    /** Whether it was made for one key: ids that servers choose look so once in a hundred million million. */
    static boolean isOfOneKey(long id) {
        return id >>> 48 == KEYS && (id & 0xffff) == check((int) (id >>> 16));
    }

    private static int check(int random) {
        return (random * 0x9e3779b1) >>> 16;
    }
}
