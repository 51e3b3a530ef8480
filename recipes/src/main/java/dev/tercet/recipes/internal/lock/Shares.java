package dev.tercet.recipes.internal.lock;

import dev.tercet.kv.Bytes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What a session has, or waits for, of each of its read-write locks. A session has one of the two sides at a time.
 *
 * <p>Threads: any; the lock is this object's, and under it nothing is called but what says whether a share was given up.
 */
final class Shares {
    enum Side {
        READ,
        WRITE
    }

    /** One share, or the wait for it. */
    final class Share {
        private final Bytes name;
        private final Side side;
        // Until there is a future nobody can have ended it.
        private volatile BooleanSupplier givenUp = () -> false;

        private Share(Bytes name, Side side) {
            this.name = name;
            this.side = side;
        }

        /** Which side it is of. */
        Side side() {
            return side;
        }

        /** Counts no longer as soon as this is true, even if it comes to be given back later. */
        void unless(BooleanSupplier given) {
            givenUp = given;
        }

        /** Gives it back; again is harmless. */
        void end() {
            giveBack(this);
        }
    }

    private final Map<Bytes, Set<Share>> taken = new HashMap<>();

    /** Takes a share: who has the write side reads under it. Empty if it would be waiting for itself. */
    synchronized Optional<Share> take(Bytes name, Side wanted) {
        Set<Share> has = taken.computeIfAbsent(name, key -> new HashSet<>());
        // Who ends the future of a wait may ask for the other side before the wait is told.
        has.removeIf(share -> share.givenUp.getAsBoolean());
        Side side = has.stream().map(Share::side).findAny().orElse(wanted);
        if (side == Side.READ && wanted == Side.WRITE) {
            return Optional.empty();
        }
        Share share = new Share(name, side);
        has.add(share);
        return Optional.of(share);
    }

    private synchronized void giveBack(Share share) {
        Set<Share> has = taken.get(share.name);
        if (has != null && has.remove(share) && has.isEmpty()) {
            taken.remove(share.name);
        }
    }
}
