package dev.tercet.recipes.internal.lock;

import dev.tercet.kv.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a session has, or waits for, of each of its read-write locks. A session has one of the two sides at a time.
 *
 * <p>Threads: any; the lock is this object's, and nothing is called under it.
 */
final class Shares {
    enum Side {
        READ,
        WRITE
    }

    private static final class Taken {
        private final Side side;
        private int times;

        private Taken(Side side) {
            this.side = side;
        }
    }

    /**
     * One share, or the wait for it.
     *
     * @param side which side it is of
     * @param end gives it back; again is harmless
     */
    record Share(Side side, Runnable end) {}

    private final Map<Bytes, Taken> taken = new HashMap<>();

    /** Takes a share: who has the write side reads under it. Empty if it would be waiting for itself. */
    synchronized Optional<Share> take(Bytes name, Side wanted) {
        Taken has = taken.computeIfAbsent(name, key -> new Taken(wanted));
        if (has.side == Side.READ && wanted == Side.WRITE) {
            return Optional.empty();
        }
        has.times++;
        AtomicBoolean ended = new AtomicBoolean();
        return Optional.of(new Share(has.side, () -> {
            if (ended.compareAndSet(false, true)) {
                giveBack(name);
            }
        }));
    }

    private synchronized void giveBack(Bytes name) {
        Taken has = taken.get(name);
        if (has != null && --has.times == 0) {
            taken.remove(name);
        }
    }
}
