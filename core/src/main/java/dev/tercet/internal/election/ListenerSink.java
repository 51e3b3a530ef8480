package dev.tercet.internal.election;

import dev.tercet.election.Leader;
import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.internal.delivery.InOrder;
import dev.tercet.internal.delivery.Uncaught;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells leaders to a listener, on the callback executor. */
final class ListenerSink implements Observer.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerSink.class);

    private final InOrder telling;
    private final Consumer<? super Leader> listener;
    private volatile boolean over;

    ListenerSink(Executor callbacks, Consumer<? super Leader> listener) {
        this.telling = new InOrder(callbacks);
        this.listener = listener;
    }

    @Override
    public void take(Leader leader, Observer from) {
        telling.submit(() -> {
            if (over) {
                return;
            }
            try {
                listener.accept(leader);
            } catch (Throwable e) {
                Uncaught.tell(LOG.atError(), "the listener to an election failed, which ends its observation", e);
                from.failed(new ClientEtcdException(new Details(
                        ErrorCode.CALLER,
                        Outcome.NOT_APPLIED,
                        "the listener to the election failed: " + e,
                        "observe",
                        null,
                        e)));
                return;
            }
            from.taken();
        });
    }

    @Override
    public void end(@Nullable EtcdException failure) {
        over = true;
    }
}
