package dev.tercet.gateway.internal.stream;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import dev.tercet.spi.hub.SerialLane;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream as the answer to one request, which is not believed to live for ever only because nothing is heard: if messages are owed
 * and none comes for long, it is found out whether there was something to say.
 *
 * <p>Threads: everything goes through one lane, where no lock is held.
 *
 * @param <R> a message
 */
final class PostedStream<R> implements WireStream, StreamReply<R> {
    private enum State {
        LISTENING,
        /** Silent for long; asks what that means. */
        ASKING,
        /** There is something that it has not said. */
        OVERDUE,
        ENDED
    }

    private final PostedRequest<R> post;
    private final StreamReply<R> reply;
    private final @Nullable SilenceCheck<R> check;
    private final LongSupplier clock;
    private final long silence;
    private final long patience;
    private final SerialLane lane = new SerialLane();
    private final Alarm alarm;
    private State state = State.LISTENING;
    private long owed = 1;
    private long heardAt;
    private int questions;

    /**
     * A stream, not begun yet.
     *
     * @param post makes its request, which answers to it
     * @param check says what silence means; null if it means that the stream is dead
     */
    PostedStream(
            Function<StreamReply<R>, PostedRequest<R>> post,
            StreamReply<R> reply,
            @Nullable SilenceCheck<R> check,
            TransportSettings settings,
            LongSupplier clock) {
        this.reply = reply;
        this.check = check;
        this.clock = clock;
        this.patience = settings.keepAliveTimeout().toNanos();
        this.silence = settings.keepAliveTime().toNanos() + (check == null ? patience : 0);
        this.alarm = new Alarm(settings.timer(), lane, this::awoken);
        this.post = post.apply(this);
    }

    void start() {
        lane.run(() -> {
            listen();
            post.request(1);
            post.start();
        });
    }

    @Override
    public void request(int messages) {
        lane.run(() -> {
            if (state == State.ENDED) {
                return;
            }
            boolean wasAtRest = owed == 0;
            owed += messages;
            if (wasAtRest) {
                // Until now it was silent because nothing was asked for.
                listen();
            }
            post.request(messages);
        });
    }

    @Override
    public void requestProgress() {
        // Only watches have that.
    }

    @Override
    public void cancel() {
        lane.run(() -> end(new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.LOST, null)));
    }

    @Override
    public void onMessage(R message) {
        lane.run(() -> {
            if (state == State.ENDED) {
                return;
            }
            owed--;
            if (check != null) {
                check.heard(message);
            }
            if (state == State.LISTENING) {
                heardAt = clock.getAsLong();
            } else {
                listen();
            }
            reply.onMessage(message);
        });
    }

    @Override
    public void onEnd(@Nullable WireFailure failure) {
        lane.run(() -> end(failure));
    }

    private void listen() {
        state = State.LISTENING;
        heardAt = clock.getAsLong();
        alarm.set(silence);
    }

    private void awoken() {
        switch (state) {
            case LISTENING -> {
                long quiet = clock.getAsLong() - Math.max(heardAt, post.heardAt());
                if (owed == 0) {
                    return; // Set again when something is.
                } else if (quiet < silence) {
                    alarm.set(silence - quiet);
                } else if (check == null) {
                    end(dead("nothing came for " + millis(silence)));
                } else {
                    state = State.ASKING;
                    alarm.set(patience);
                    check.ask(verdict(++questions));
                }
            }
            case ASKING -> end(dead("the stream was silent, and a read got no answer within " + millis(patience)));
            case OVERDUE -> end(dead("what a read found was not told by the stream within " + millis(patience)));
            case ENDED -> {}
        }
    }

    private SilenceCheck.Verdict verdict(int question) {
        return new SilenceCheck.Verdict() {
            @Override
            public void onNothing() {
                answered(PostedStream.this::listen);
            }

            @Override
            public void onSomething() {
                answered(() -> {
                    state = State.OVERDUE;
                    alarm.set(patience);
                });
            }

            @Override
            public void onFailure(WireFailure failure) {
                answered(() -> end(failure));
            }

            private void answered(Runnable step) {
                lane.run(() -> {
                    if (state == State.ASKING && question == questions) {
                        step.run();
                    }
                });
            }
        };
    }

    private void end(@Nullable WireFailure failure) {
        if (state == State.ENDED) {
            return;
        }
        boolean asking = state == State.ASKING;
        state = State.ENDED;
        alarm.callOff();
        if (check != null && asking) {
            check.giveUp();
        }
        post.cancel();
        reply.onEnd(failure);
    }

    private static WireFailure dead(String what) {
        return new WireFailure(StatusCode.UNAVAILABLE, what, Reach.LOST, null);
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }
}
