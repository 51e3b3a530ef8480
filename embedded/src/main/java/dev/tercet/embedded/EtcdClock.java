package dev.tercet.embedded;

import dev.tercet.embedded.internal.time.ManualTime;
import java.time.Duration;

/**
 * Time that a test holds in its hand: it stands still until {@link #advance} moves it. An {@link EmbeddedEtcd} that was given one
 * counts by it whatever it does by time: leases, tokens, progress reports of watches, compaction by itself.
 *
 * <p>Safe for threads; where two move it at once, one waits for the other. One clock may serve several servers.
 *
 * @since 0.1
 */
public final class EtcdClock {
    private final ManualTime time = new ManualTime();

    /** Time that stands still. */
    public EtcdClock() {}

    /**
     * Moves time on. What comes due is done on the calling thread, in the order of its time, before this returns: a lease whose time
     * is up is gone, with its keys. Clients hear of it as they hear of anything, on their own threads.
     *
     * @throws IllegalArgumentException if {@code by} is negative
     * @throws ArithmeticException if it is some 292 years from the beginning then, which is as far as it goes
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time cannot go back by " + by.negated());
        }
        time.advance(by.toNanos());
    }

    ManualTime time() {
        return time;
    }
}
