package dev.tercet.internal.delivery;

import dev.tercet.spi.engine.InPlaceCallbacks;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * User code on the thread that brings the result, the connection's I/O thread or the timer's, for callers who asked for it: without
 * a hand-over, and without anything to save the others from a callback that dawdles.
 */
public final class InPlace implements Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(InPlace.class);

    private final Callbacks handedOver;

    /** In place of these, whose threads are there for what may wait. */
    public InPlace(Callbacks handedOver) {
        this.handedOver = handedOver;
    }

    /** The same with a hand-over. */
    public Callbacks handedOver() {
        return handedOver;
    }

    @Override
    public void complete(Runnable completion) {
        run(completion);
    }

    @Override
    public Executor listeners() {
        return InPlace::run;
    }

    @Override
    public Executor threads() {
        return handedOver.threads();
    }

    private static void run(Runnable callback) {
        InPlaceCallbacks.run(callback, InPlace::once);
    }

    // Whatever it is, the next one is not to suffer: also what only other languages throw unchecked.
    @SuppressWarnings("CatchingUnchecked")
    private static void once(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            Uncaught.tell(LOG.atError(), "a callback failed", e);
        }
    }
}
