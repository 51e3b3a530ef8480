package dev.tercet.internal.election;

import dev.tercet.election.Leader;
import dev.tercet.election.Observation;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.call.Errors;
import dev.tercet.internal.delivery.Callbacks;
import dev.tercet.internal.delivery.InOrder;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.hub.SerialLane;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One election watched, over as many streams as it takes.
 *
 * <p>A leader is asked of the stream only when the one before was taken, and a lost stream is opened again only then, so that no more
 * than one waits here, however slow the reader is.
 *
 * <p>Threads: the fields below belong to the lane, on whichever thread brings a step; the stream's steps come on the I/O thread. No
 * lock is held anywhere.
 */
public final class Observer implements Observation {
    private final Calls calls;
    private final Scheduler scheduler;
    private final ElectionRpcs.Ask question;
    private final SerialLane lane = new SerialLane();
    private final ObserverMachine machine = new ObserverMachine();
    private final Sink sink;
    private final InOrder telling;
    private final CompletableFuture<Void> ended;

    private Calls.@Nullable Stream stream;
    private Calls.@Nullable Cancellable atClose;
    private Scheduler.@Nullable Timer timer;
    private long number;
    private boolean waiting;
    private boolean reopening;
    private boolean over;

    /** Where leaders go. */
    interface Sink {
        /** Takes a leader; {@code taken} or {@code failed} of the observer follows, once. */
        void take(Leader leader, Observer from);

        /** There are no more; the reason, if it was not closed. */
        void end(@Nullable EtcdException failure);
    }

    private Observer(Calls calls, Scheduler scheduler, Callbacks callbacks, ElectionRpcs.Ask question, Sink sink) {
        this.calls = calls;
        this.scheduler = scheduler;
        this.question = question;
        this.sink = sink;
        this.telling = new InOrder(callbacks.listeners());
        this.ended = new CompletableFuture<>() {
            @Override
            public Executor defaultExecutor() {
                return callbacks.threads();
            }
        };
    }

    /** Tells a listener on the callback executor. */
    public static Observation listening(
            Calls calls,
            Scheduler scheduler,
            Callbacks callbacks,
            ElectionRpcs.Ask question,
            Consumer<? super Leader> listener) {
        return open(
                new Observer(calls, scheduler, callbacks, question, new ListenerSink(callbacks.listeners(), listener)));
    }

    /** Keeps leaders for an iterator. */
    public static Observation iterating(
            Calls calls,
            Scheduler scheduler,
            Callbacks callbacks,
            ElectionRpcs.Ask question,
            UnaryOperator<Leader> shown) {
        return open(new Observer(calls, scheduler, callbacks, question, new IteratorSink(shown)));
    }

    private static Observation open(Observer observer) {
        observer.lane.run(() -> {
            observer.atClose = observer.calls.onClose(() -> observer.lane.run(
                    () -> observer.end(Errors.closed("observe " + observer.question, Outcome.NOT_APPLIED))));
            observer.openStream();
        });
        return observer;
    }

    private void openStream() {
        if (over) {
            return;
        }
        long mine = ++number;
        stream = calls.stream(ElectionRpcs.OBSERVE, question, true, new Calls.StreamResult<>() {
            @Override
            public void onMessage(Leader leader) {
                lane.run(() -> message(mine, leader));
            }

            @Override
            public void onEnd(@Nullable EtcdException failure) {
                lane.run(() -> streamEnded(mine, failure));
            }
        });
    }

    private void message(long from, Leader leader) {
        if (over || from != number) {
            return;
        }
        if (machine.isNew(leader)) {
            waiting = true;
            sink.take(leader, this);
        } else if (stream != null) {
            stream.request(1);
        }
    }

    private void streamEnded(long from, @Nullable EtcdException failure) {
        if (over || from != number) {
            return;
        }
        number++;
        stream = null;
        long pause = machine.pauseAfter(failure);
        if (failure != null && pause < 0) {
            end(failure);
            return;
        }
        timer = scheduler.schedule(pause, () -> lane.run(this::reopen));
    }

    private void reopen() {
        if (waiting) {
            reopening = true;
        } else {
            openStream();
        }
    }

    /** The leader was taken: the next one may come. */
    void taken() {
        lane.run(() -> {
            waiting = false;
            if (reopening) {
                reopening = false;
                openStream();
            } else if (stream != null) {
                stream.request(1);
            }
        });
    }

    /** The listener threw. */
    void failed(EtcdException failure) {
        lane.run(() -> end(failure));
    }

    private void end(@Nullable EtcdException failure) {
        if (over) {
            return;
        }
        over = true;
        if (stream != null) {
            stream.cancel();
        }
        if (timer != null) {
            timer.cancel();
        }
        if (atClose != null) {
            atClose.cancel();
        }
        sink.end(failure);
        telling.submit(() -> {
            if (failure == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(failure);
            }
        });
    }

    @Override
    public Iterator<Leader> iterator() {
        if (sink instanceof IteratorSink leaders) {
            return leaders.iterator(this);
        }
        throw new IllegalStateException("this observation has a listener, which is told all leaders");
    }

    @Override
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        lane.run(() -> end(null));
    }
}
