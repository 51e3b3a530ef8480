package dev.tercet.v2.internal.longpoll;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.v2.error.V2Failure;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.watch.Lane;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a watch: gives the machine its signals, and does what it says.
 *
 * <p>Threads: signals come on I/O, timer and callback threads, and from the consumer; they run one after another in a lane, by whoever
 * comes first, and all fields but {@code cancelled} are theirs. The sink is told in a lane of its own, on callback threads.
 */
final class LongPollRunner implements EventSource {
    private static final Logger LOG = LoggerFactory.getLogger(LongPollRunner.class);

    /** Waits have no deadline: the machine knows when one is too long. */
    private static final CallOptions FOR_EVER = CallOptions.DEFAULT.withTimeout(Duration.ofDays(3650));

    private final LongPolls parts;
    private final V2Watch watch;
    private final EventSink sink;
    private final LongPollMachine machine;
    private final Lane lane = Lane.here();
    private final Lane telling;
    private final Map<Long, CompletableFuture<?>> waits = new HashMap<>();
    private @Nullable CompletableFuture<?> reading;
    private @Nullable Runnable alarm;
    private long alarms;
    private @Nullable Runnable atClose;
    private boolean over;
    private boolean complained;
    private volatile boolean cancelled;

    /** Whoever waits for ever for a server that is not there should be able to find out why: once, until it is there. */
    private void complain(Trouble trouble, EtcdException failure) {
        if (trouble == Trouble.PASSING && !complained) {
            complained = true;
            LOG.warn("{}: {}; it goes on trying", watch, failure.getMessage());
        }
    }

    private LongPollRunner(LongPolls parts, V2Watch watch, boolean recovers, EventSink sink) {
        this.parts = parts;
        this.watch = watch;
        this.sink = sink;
        this.machine = new LongPollMachine(
                watch.index().orElse(0), recovers, parts.pace(), event -> Concern.of(watch, event.key()));
        this.telling = Lane.on(parts.callbacks());
    }

    static EventSource open(LongPolls parts, V2Watch watch, boolean recovers, EventSink sink) {
        LongPollRunner runner = new LongPollRunner(parts, watch, recovers, sink);
        runner.lane.execute(() -> {
            runner.perform(runner.machine.start());
            Runnable callOff = parts.onClose().apply(() -> runner.lane.execute(runner::clientClosed));
            runner.atClose = callOff;
            if (runner.over) {
                callOff.run();
            }
        });
        return runner;
    }

    @Override
    public void request(long events) {
        lane.execute(() -> perform(machine.request(events)));
    }

    @Override
    public void cancel() {
        cancelled = true;
        lane.execute(this::finish);
    }

    private void clientClosed() {
        if (!over) {
            end(new ClientClosedException(new Details(
                    ErrorCode.CLIENT_CLOSED,
                    Outcome.NOT_APPLIED,
                    watch + ": the client was closed",
                    "watch",
                    null,
                    null)));
        }
    }

    private void end(EtcdException failure) {
        finish();
        tell(() -> sink.onEnd(failure));
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        perform(machine.cancel());
        CompletableFuture<?> under = reading;
        if (under != null) {
            under.cancel(true);
        }
        Runnable callOff = atClose;
        if (callOff != null) {
            callOff.run();
        }
    }

    private void tell(Runnable what) {
        telling.execute(() -> {
            if (!cancelled) {
                what.run();
            }
        });
    }

    private void perform(List<LongPollEffect> effects) {
        effects.forEach(this::perform);
    }

    private void perform(LongPollEffect effect) {
        if (effect instanceof LongPollEffect.Open open) {
            open(open);
        } else if (effect instanceof LongPollEffect.Drop drop) {
            CompletableFuture<?> wait = waits.remove(drop.id());
            if (wait != null) {
                wait.cancel(true);
            }
        } else if (effect instanceof LongPollEffect.Wake wake) {
            wakeAfter(wake.nanos());
        } else if (effect instanceof LongPollEffect.Read) {
            read();
        } else if (effect instanceof LongPollEffect.Started started) {
            tell(() -> sink.onStarted(started.index()));
        } else if (effect instanceof LongPollEffect.Deliver deliver) {
            tell(() -> sink.onEvent(deliver.event()));
        } else if (effect instanceof LongPollEffect.End end) {
            end(end.failure());
        }
    }

    private void open(LongPollEffect.Open open) {
        long id = open.id();
        CompletableFuture<Optional<EtcdResult>> wait = parts.calls()
                .awaitEvent(
                        watch.key(),
                        watch.isRecursive(),
                        open.from(),
                        open.at(),
                        (index, at) -> lane.execute(() -> {
                            complained = false;
                            perform(machine.onRegistered(id, index, at));
                        }),
                        FOR_EVER);
        waits.put(id, wait);
        wait.whenComplete((event, thrown) -> lane.execute(() -> {
            if (waits.remove(id) == null) {
                return;
            }
            if (thrown == null) {
                perform(machine.onAnswer(id, event));
            } else {
                failed(id, failure(thrown));
            }
        }));
    }

    private void failed(long id, EtcdException failure) {
        long index = failure instanceof V2Failure refusal ? refusal.payload().index() : 0;
        Trouble trouble = Trouble.of(failure, machine.isStarted());
        complain(trouble, failure);
        perform(machine.onFailure(id, trouble, failure, index));
    }

    private void read() {
        V2Read read = V2Read.of(watch.key()).quorum();
        CompletableFuture<EtcdResult> call =
                parts.calls().read(watch.isRecursive() ? read.recursive() : read, CallOptions.DEFAULT);
        reading = call;
        call.whenComplete((result, thrown) -> lane.execute(() -> {
            if (thrown == null) {
                perform(machine.onRead(Optional.of(result), result.etcdIndex()));
                return;
            }
            EtcdException failure = failure(thrown);
            if (failure instanceof V2KeyNotFoundException nothing) {
                perform(machine.onRead(Optional.empty(), nothing.payload().index()));
            } else {
                perform(machine.onReadFailed(Trouble.of(failure, true), failure));
            }
        }));
    }

    private EtcdException failure(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof EtcdException failure) {
            return failure;
        }
        return new ProtocolException(
                new Details(ErrorCode.PROTOCOL, Outcome.NOT_APPLIED, watch + ": " + cause, "watch", null, cause));
    }

    private void wakeAfter(long nanos) {
        Runnable before = alarm;
        if (before != null) {
            before.run();
        }
        long number = ++alarms;
        if (nanos < 0) {
            alarm = null;
            return;
        }
        // Ten per cent either way, so that watches that began together do not go on in step.
        long jittered = (long) (nanos * ThreadLocalRandom.current().nextDouble(0.9, 1.1));
        alarm = parts.timer()
                .schedule(
                        jittered,
                        () -> lane.execute(() -> {
                            if (number == alarms) {
                                perform(machine.onWake());
                            }
                        }));
    }
}
