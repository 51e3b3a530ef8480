package dev.tercet.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so many be under way at a time; others wait, first come, first served.
 *
 * <p>Threads: any, and there is no lock. While there is room, a turn is one addition. Who ends hands its turn on; one thread does so
 * at a time and the others leave theirs to it, so that a thousand that wait and fail at once are a loop and not a thousand frames.
 */
final class Turns {
    private final int most;

    /** Those that have a turn and those that wait for one. */
    private final AtomicInteger present = new AtomicInteger();

    private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

    /** How many turns are to be handed on. */
    private final AtomicInteger handing = new AtomicInteger();

    /** Who waits for a turn. */
    interface Waiter {
        /** Takes the turn; false if it is not wanted any more. */
        boolean onTurn();
    }

    Turns(int most) {
        this.most = most;
    }

    /** Whether the turn has come at once; if not, the waiter is told. Either way it is given back by {@link #leave}. */
    boolean enter(Waiter waiter) {
        if (present.incrementAndGet() <= most) {
            return true;
        }
        waiting.add(waiter);
        return false;
    }

    /** Gives back a turn that was taken. */
    void leave() {
        if (present.getAndDecrement() <= most || handing.getAndIncrement() > 0) {
            return;
        }
        do {
            handOn();
        } while (handing.decrementAndGet() > 0);
    }

    private void handOn() {
        do {
            Waiter next = waiting.poll();
            while (next == null) {
                // It is counted, and is about to be added.
                Thread.onSpinWait();
                next = waiting.poll();
            }
            if (next.onTurn()) {
                return;
            }
            // Whoever does not want it any more leaves in its turn.
        } while (present.getAndDecrement() > most);
    }
}
