package dev.tercet.internal.watch;

import dev.tercet.internal.delivery.Uncaught;
import dev.tercet.internal.schedule.Lull;
import dev.tercet.watch.WatchSignal;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands signals to a listener. One that throws ends its watch and gets nothing more, since it can hardly be told. */
final class ListenerDelivery extends Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerDelivery.class);

    private final WatchRunner watch;
    private final Handful signals;
    private final Consumer<? super WatchSignal> listener;
    private boolean failed;

    ListenerDelivery(WatchRunner watch, Executor callbacks, Consumer<? super WatchSignal> listener) {
        super(callbacks, Lull.of(callbacks));
        this.watch = watch;
        this.signals = new Handful(watch.buffer());
        this.listener = listener;
    }

    @Override
    boolean drain(int atMost) {
        for (int i = 0; i < atMost; i++) {
            WatchSignal signal = failed ? null : signals.next();
            if (signal == null) {
                return false;
            }
            try {
                listener.accept(signal);
            } catch (Throwable thrown) {
                failed = true;
                Uncaught.tell(LOG.atWarn(), watch.request() + ": its listener failed, which ends the watch", thrown);
                watch.endSilently(WatchErrors.listenerFailed(watch.request(), thrown));
            }
        }
        return true;
    }
}
