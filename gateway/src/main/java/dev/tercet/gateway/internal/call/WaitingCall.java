package dev.tercet.gateway.internal.call;

import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpCall;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.HttpHead;
import dev.tercet.http.HttpTaker;
import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.SerialLane;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that waits at the server, and the question whether the server is still there. HTTP/1.1 cannot ask on the connection of the call
 * itself, so it is asked on another for what every server tells anybody; whatever it answers is a sign of life.
 *
 * <p>Threads: the timer, the question and what becomes of it go through one lane. The reply is passed on by whoever brings it.
 *
 * @param <R> the reply
 */
final class WaitingCall<R> implements WireCall, Reply<R> {
    private static final String VERSION = "/version";

    private final HttpDoor door;
    private final TransportSettings settings;
    private final Reply<R> reply;
    private final SerialLane lane = new SerialLane();
    private Runnable timer = () -> {};
    private @Nullable HttpCall question;
    private boolean over;
    private volatile @Nullable WireCall call;
    private volatile boolean silent;

    WaitingCall(HttpDoor door, TransportSettings settings, Reply<R> reply) {
        this.door = door;
        this.settings = settings;
        this.reply = reply;
    }

    /** Begins to watch over this call, whose reply is to come here. */
    void begin(WireCall begun) {
        call = begun;
        lane.run(this::rest);
    }

    private void rest() {
        if (!over) {
            timer = later(settings.keepAliveTime(), this::ask);
        }
    }

    private Runnable later(Duration delay, Runnable step) {
        return settings.timer().schedule(delay.toNanos(), () -> lane.run(step));
    }

    private void ask() {
        if (over) {
            return;
        }
        timer = later(settings.keepAliveTimeout(), this::onSilence);
        // Not as one call of many: they may be waiting for the same server.
        HttpAsk version = new HttpAsk("GET", VERSION, Map.of(), new byte[0], true);
        HttpCall asked = door.send(version, new Answer());
        question = asked;
        asked.request(Long.MAX_VALUE);
    }

    private void onLife() {
        timer.run();
        rest();
    }

    private void onSilence() {
        WireCall waiting = call;
        if (!over && waiting != null) {
            silent = true;
            waiting.cancel();
        }
    }

    private void finish() {
        over = true;
        timer.run();
        if (question != null) {
            question.cancel();
        }
    }

    @Override
    public void onReply(R received) {
        lane.run(this::finish);
        reply.onReply(received);
    }

    @Override
    public void onFailure(WireFailure failure) {
        lane.run(this::finish);
        reply.onFailure(
                silent && failure.code() == StatusCode.CANCELLED
                        ? new WireFailure(
                                StatusCode.UNAVAILABLE,
                                "the server gave no sign of life for "
                                        + settings.keepAliveTimeout().toMillis() + " ms: no answer from " + VERSION,
                                failure.reach() == Reach.NEVER_LEFT ? Reach.NEVER_LEFT : Reach.LOST,
                                null)
                        : failure);
    }

    @Override
    public void cancel() {
        WireCall waiting = call;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    @Override
    public boolean hasLeft() {
        WireCall waiting = call;
        return waiting != null && waiting.hasLeft();
    }

    /** Takes whatever is answered. */
    private final class Answer implements HttpTaker {
        @Override
        public void onHead(HttpHead head) {
            lane.run(WaitingCall.this::onLife);
        }

        @Override
        public void onBytes(List<ByteBuffer> bytes) {
            // What it says is of no interest.
        }

        @Override
        public void onEnd(@Nullable WireFailure failure) {
            // One that could not be asked is silent, which the timer sees to.
        }
    }
}
