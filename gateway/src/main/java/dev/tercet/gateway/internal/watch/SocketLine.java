package dev.tercet.gateway.internal.watch;

import dev.tercet.gateway.internal.call.GatewayErrors;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.Enveloped;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.JsonReader;
import dev.tercet.gateway.internal.json.UnreadableException;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.Socket;
import dev.tercet.http.SocketTaker;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.hub.SerialLane;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchUp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One websocket for watches, from opening it to its end.
 *
 * <p>Threads: what comes is read on the I/O thread; everything else, the user's methods too, runs on the lane that is given. The next
 * message is asked for when one has been dealt with there, so that at most one of each socket waits for the lane.
 */
final class SocketLine implements SocketTaker {
    private static final JsonReader<Enveloped<WatchDown>> MESSAGES = Codecs.enveloped(Codecs.WATCH);

    /** Whose it is. Nothing comes after one of the last three, or after it was closed. */
    interface User {
        /** It is open. */
        void onOpen();

        /** A message. */
        void onMessage(WatchDown message);

        /** The peer opens no websocket, and says so with this status of HTTP. */
        void onRefused(int status);

        /** The peer left the request to open it without an answer. */
        void onUnanswered(@Nullable WireFailure failure);

        /** It has ended by itself, in order if there is no failure. */
        void onEnd(@Nullable WireFailure failure);
    }

    private final SerialLane lane;
    private final TransportSettings settings;
    private final LongSupplier clock;
    private final String path;
    private final User user;
    private final SocketLifeMachine life;
    private @Nullable Socket socket;
    private Runnable timer = () -> {};
    private int refusal;
    private boolean answered;
    private boolean unanswered;
    private boolean over;

    SocketLine(SerialLane lane, TransportSettings settings, LongSupplier clock, String path, User user) {
        this.lane = lane;
        this.settings = settings;
        this.clock = clock;
        this.path = path;
        this.user = user;
        long timeout = settings.keepAliveTimeout().toNanos();
        this.life = new SocketLifeMachine(
                settings.connectTimeout().toNanos() + timeout,
                settings.keepAliveTime().toNanos(),
                timeout,
                clock.getAsLong());
    }

    /** Begins to open it; what is sent meanwhile is kept. */
    void open(HttpDoor door, List<String> protocols) {
        Socket opened = door.connect(path, protocols, this);
        socket = opened;
        opened.request(1);
        look();
    }

    void send(WatchUp message) {
        if (socket != null) {
            socket.send(JsonBodies.text(Codecs.WATCH, message));
        }
    }

    /** Gives it up. */
    void close() {
        over = true;
        timer.run();
        if (socket != null) {
            socket.cancel();
        }
    }

    @Override
    public void onOpen() {
        lane.run(() -> {
            heard();
            if (!over) {
                answered = true;
                user.onOpen();
            }
        });
    }

    @Override
    public void onPong() {
        lane.run(this::heard);
    }

    @Override
    public void onPart() {
        lane.run(this::heard);
    }

    @Override
    public void onText(String text) {
        WatchDown message;
        try {
            message = JsonBodies.read(MESSAGES, text).result();
        } catch (UnreadableException e) {
            fail(failure(text, e));
            return;
        }
        if (message == null) {
            fail(GatewayErrors.inStream(path, text.getBytes(StandardCharsets.UTF_8)));
        } else {
            lane.run(() -> take(message));
        }
    }

    @Override
    public void onRefused(int status) {
        lane.run(() -> refusal = status);
    }

    @Override
    public void onUnanswered() {
        lane.run(() -> unanswered = true);
    }

    @Override
    public void onEnd(@Nullable WireFailure failure) {
        lane.run(() -> {
            if (over) {
                return;
            }
            over = true;
            timer.run();
            if (refusal != 0) {
                user.onRefused(refusal);
            } else if (unanswered) {
                user.onUnanswered(failure);
            } else {
                user.onEnd(failure);
            }
        });
    }

    private void take(WatchDown message) {
        if (over) {
            return;
        }
        life.heard(clock.getAsLong());
        user.onMessage(message);
        if (!over && socket != null) {
            socket.request(1);
        }
    }

    private void heard() {
        life.heard(clock.getAsLong());
    }

    private void fail(WireFailure failure) {
        lane.run(() -> end(failure));
    }

    private void end(WireFailure failure) {
        if (!over) {
            close();
            user.onEnd(failure);
        }
    }

    private void look() {
        if (over) {
            return;
        }
        SocketLifeMachine.Step step = life.look(clock.getAsLong());
        if (step instanceof SocketLifeMachine.Step.Wait wait) {
            lookAfter(wait.nanos());
        } else if (step instanceof SocketLifeMachine.Step.Ping ping) {
            if (socket != null) {
                socket.ping();
            }
            lookAfter(ping.nanos());
        } else if (step instanceof SocketLifeMachine.Step.GiveUp giveUp) {
            giveUp(giveUp.failure());
        }
    }

    private void giveUp(WireFailure failure) {
        if (answered) {
            end(failure);
        } else {
            close();
            user.onUnanswered(failure);
        }
    }

    private void lookAfter(long nanos) {
        timer = settings.timer().schedule(nanos, () -> lane.run(this::look));
    }

    /** The gateway passes on what its own call was answered: if that failed at once, it is an error without an envelope. */
    private WireFailure failure(String text, UnreadableException why) {
        try {
            if (JsonBodies.read(Codecs.ERROR, text).code() != 0) {
                return GatewayErrors.inStream(path, text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (UnreadableException e) {
            why.addSuppressed(e);
        }
        return GatewayErrors.unreadable(path, why);
    }
}
