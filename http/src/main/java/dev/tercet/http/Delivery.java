package dev.tercet.http;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a taker its events one at a time, and its end once and last, from whichever thread it comes.
 *
 * <p>Threads: events come one after another, on the I/O thread; an end comes from anywhere, also while an event is being given: then
 * who gives that one gives the end after it. There is no lock, so nobody waits. Of several ends the first counts.
 */
final class Delivery {
    private final Consumer<@Nullable WireFailure> onEnd;
    private final AtomicReference<State> state = new AtomicReference<>(Phase.IDLE);

    private sealed interface State permits Phase, End {}

    private enum Phase implements State {
        IDLE,
        GIVING,
        ENDED
    }

    /** What came to an end while something was being given. */
    private record End(@Nullable WireFailure failure) implements State {}

    Delivery(Consumer<@Nullable WireFailure> onEnd) {
        this.onEnd = onEnd;
    }

    /**
     * Gives an event, unless the end has come.
     *
     * @return false if the taker could not take it, and gets no more than its end
     */
    boolean give(Runnable event) {
        if (!state.compareAndSet(Phase.IDLE, Phase.GIVING)) {
            return true;
        }
        Throwable thrown = null;
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            // Also where there is no memory for it: whoever waits for the end is told, and others have the turn.
            thrown = e;
        }
        if (!state.compareAndSet(Phase.GIVING, Phase.IDLE) && state.getAndSet(Phase.ENDED) instanceof End end) {
            onEnd.accept(end.failure());
        }
        return thrown == null
                || !end(new WireFailure(
                        StatusCode.INTERNAL, "the answer could not be taken: " + thrown, Reach.LOST, thrown));
    }

    /**
     * Gives the end, now or after what is being given; null for a good one.
     *
     * @return false if there was one before it
     */
    boolean end(@Nullable WireFailure failure) {
        while (true) {
            State current = state.get();
            if (current == Phase.IDLE) {
                if (state.compareAndSet(Phase.IDLE, Phase.ENDED)) {
                    onEnd.accept(failure);
                    return true;
                }
            } else if (current != Phase.GIVING) {
                return false;
            } else if (state.compareAndSet(Phase.GIVING, new End(failure))) {
                return true;
            }
        }
    }

    /** Whether the end has come. */
    boolean isOver() {
        State current = state.get();
        return current != Phase.IDLE && current != Phase.GIVING;
    }
}
