package dev.tercet.v2.internal.client;

import dev.tercet.error.ClientEtcdException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.watch.Lane;
import dev.tercet.v2.watch.V2Watch;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A watch that waits to be told where to go. It has no deadline, so as long as no server can be asked it goes on asking.
 *
 * <p>Threads: told on callback threads, asked for events and cancelled from anywhere. The lock guards what was asked for before there was
 * whom to ask; nothing is called while it is held.
 */
final class ChosenWatch implements EventSource {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final EventSource NOBODY = new EventSource() {
        @Override
        public void request(long events) {}

        @Override
        public void cancel() {}
    };

    private final Choice choice;
    private final CallEngine engine;
    private final V2Watch watch;
    private final boolean recovers;
    private final EventSink sink;
    private final Object lock = new Object();

    private @Nullable EventSource source;
    private long asked;

    ChosenWatch(Choice choice, CallEngine engine, V2Watch watch, boolean recovers, EventSink sink) {
        this.choice = choice;
        this.engine = engine;
        this.watch = watch;
        this.recovers = recovers;
        this.sink = sink;
    }

    void start() {
        // Elsewhere, since nothing may be told before whoever opens this has it.
        choice.ask()
                .whenComplete(
                        (backend, failure) -> Lane.toldSomewhere(engine.callbacks(), () -> answered(backend, failure)));
    }

    private void answered(@Nullable OpenBackend backend, @Nullable Throwable failure) {
        if (isOver()) {
            return;
        }
        if (backend != null) {
            go(backend.watch(watch, recovers, sink));
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TransientEtcdException && !engine.isClosed()) {
            engine.timer().schedule(PAUSE, this::start);
        } else if (go(NOBODY)) {
            sink.onEnd(cause instanceof EtcdException typed ? typed : failed(cause));
        }
    }

    private EtcdException failed(@Nullable Throwable cause) {
        return new ClientEtcdException(new Details(
                ErrorCode.UNKNOWN, Outcome.NOT_APPLIED, watch + " could not begin: " + cause, "watch", null, cause));
    }

    private boolean isOver() {
        synchronized (lock) {
            return source != null;
        }
    }

    private boolean go(EventSource opened) {
        long waiting;
        boolean wanted;
        synchronized (lock) {
            wanted = source == null;
            if (wanted) {
                source = opened;
            }
            waiting = asked;
        }
        if (!wanted) {
            opened.cancel();
        } else if (waiting > 0) {
            opened.request(waiting);
        }
        return wanted;
    }

    @Override
    public void request(long events) {
        EventSource its;
        synchronized (lock) {
            its = source;
            if (its == null) {
                asked = asked + events < 0 ? Long.MAX_VALUE : asked + events;
            }
        }
        if (its != null) {
            its.request(events);
        }
    }

    @Override
    public void cancel() {
        EventSource its;
        synchronized (lock) {
            its = source;
            if (its == null) {
                source = NOBODY;
            }
        }
        if (its != null) {
            its.cancel();
        }
    }
}
