package dev.tercet.gateway.internal.stream;

import dev.tercet.gateway.internal.call.GatewayErrors;
import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.gateway.internal.json.Enveloped;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.JsonFrames;
import dev.tercet.gateway.internal.json.JsonReader;
import dev.tercet.gateway.internal.json.TooLargeException;
import dev.tercet.gateway.internal.json.UnreadableException;
import dev.tercet.http.Gathered;
import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpCall;
import dev.tercet.http.HttpHead;
import dev.tercet.http.HttpTaker;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.SerialLane;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request whose answer goes on: as many messages as were asked for, then the end, which is one that the server told in the
 * answer, or that of the connection. Bytes are taken only when a message is owed and there is none, so that what is not asked for
 * waits at the server.
 *
 * <p>Threads: everything goes through a lane of its own, where no lock is held.
 *
 * @param <R> a message
 */
final class PostedRequest<R> implements HttpTaker, Dialects.Taker {
    private final PostWay way;
    private final JsonReader<Enveloped<R>> reader;
    private final Function<Dialect, @Nullable WireFailure> lack;
    private final Function<Dialect, HttpAsk> ask;
    private final StreamReply<R> reply;
    private final SerialLane lane = new SerialLane();
    private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
    private final JsonFrames cutter;
    private final Gathered words = new Gathered(Gathered.WORDS);
    private volatile long heardAt;
    private volatile @Nullable Dialect dialect;
    private String path = "";
    private Dialects.@Nullable Inquiry inquiry;
    private @Nullable HttpCall call;
    private @Nullable HttpHead head;
    private long owed;
    private boolean bytesAsked;
    /** Why the frames that wait are the last; applies when {@link #wireEnded}. */
    private @Nullable WireFailure last;

    private boolean delivered;
    private boolean wireEnded;
    private boolean over;

    /**
     * A request, not sent yet.
     *
     * @param lack why that dialect cannot have it; null if it can
     * @param ask it, as that dialect has it
     */
    PostedRequest(
            PostWay way,
            JsonReader<Enveloped<R>> reader,
            Function<Dialect, @Nullable WireFailure> lack,
            Function<Dialect, HttpAsk> ask,
            StreamReply<R> reply) {
        this.lack = lack;
        this.way = way;
        this.reader = reader;
        this.ask = ask;
        this.reply = reply;
        this.cutter = new JsonFrames(way.mostBytes(), frames::add);
        this.heardAt = way.clock().getAsLong();
    }

    void start() {
        lane.run(() -> {
            if (!over) {
                inquiry = way.dialects().obtain(this);
            }
        });
    }

    void request(long messages) {
        lane.run(() -> {
            owed = owed + messages < 0 ? Long.MAX_VALUE : owed + messages;
            proceed();
        });
    }

    /** Gives it up. Its end comes at once, or behind what is being delivered. */
    void cancel() {
        lane.run(() -> {
            if (over) {
                return;
            }
            HttpCall under = call;
            Reach reach = under != null && under.hasLeft() ? Reach.LOST : Reach.NEVER_LEFT;
            end(new WireFailure(StatusCode.CANCELLED, "cancelled", reach, null));
        });
    }

    /** When the last bytes came, or it was made. */
    long heardAt() {
        return heardAt;
    }

    /** Whom it talks to; null before the first message. */
    @Nullable
    Dialect dialect() {
        return dialect;
    }

    @Override
    public void onDialect(Dialect found) {
        lane.run(() -> {
            inquiry = null;
            if (over) {
                return;
            }
            dialect = found;
            WireFailure missing = lack.apply(found);
            if (missing != null) {
                end(missing);
                return;
            }
            HttpAsk asked = ask.apply(found);
            path = asked.path();
            call = way.door().send(asked, this);
        });
    }

    @Override
    public void onNoDialect(WireFailure failure) {
        lane.run(() -> {
            inquiry = null;
            end(failure);
        });
    }

    @Override
    public void onHead(HttpHead answered) {
        heardAt = way.clock().getAsLong();
        lane.run(() -> {
            head = answered;
            proceed();
        });
    }

    @Override
    public void onBytes(List<ByteBuffer> bytes) {
        heardAt = way.clock().getAsLong();
        lane.run(() -> take(bytes));
    }

    @Override
    public void onEnd(@Nullable WireFailure failure) {
        lane.run(() -> {
            if (!over && !wireEnded) {
                finish(failure);
            }
        });
    }

    private void take(List<ByteBuffer> bytes) {
        bytesAsked = false;
        if (over || wireEnded) {
            return;
        }
        if (!isStream()) {
            if (!words.add(bytes)) {
                finish(null);
            }
        } else {
            try {
                cutter.push(bytes);
            } catch (TooLargeException e) {
                finish(GatewayErrors.tooLarge(path, way.mostBytes()));
            } catch (UnreadableException e) {
                finish(GatewayErrors.unreadable(path, e));
            }
        }
        proceed();
    }

    /** Nothing more comes of the wire: what is there is delivered when it is asked for, then the end. */
    private void finish(@Nullable WireFailure failure) {
        wireEnded = true;
        HttpHead answered = head;
        Dialect spoken = dialect;
        if (failure == null && answered != null && spoken != null && !isStream()) {
            last = GatewayErrors.refused(spoken, path, answered, words.toBytes());
        } else if (failure == null && cutter.pending() > 0) {
            last = GatewayErrors.unreadable(
                    path, new UnreadableException("JSON that is cut off after " + cutter.pending() + " bytes"));
        } else if (failure == null && !delivered && frames.isEmpty()) {
            last = GatewayErrors.unreadable(path, new UnreadableException("there is nothing in it"));
        } else {
            last = failure;
        }
        if (last != null) {
            way.dialects().onFailure(last);
        }
        giveUpCall();
        proceed();
    }

    private boolean isStream() {
        HttpHead answered = head;
        return answered != null && answered.isReply();
    }

    private void proceed() {
        while (!over && owed > 0 && !frames.isEmpty()) {
            deliver(frames.remove());
        }
        if (over) {
            return;
        }
        HttpCall under = call;
        if (wireEnded) {
            if (frames.isEmpty()) {
                end(last);
            }
        } else if (under != null && head != null && !bytesAsked && (owed > 0 || !isStream())) {
            bytesAsked = true;
            under.request(1);
        }
    }

    private void deliver(byte[] frame) {
        Enveloped<R> message;
        try {
            message = JsonBodies.read(reader, frame);
        } catch (UnreadableException e) {
            end(GatewayErrors.unreadable(path, e));
            return;
        }
        R result = message.result();
        if (result == null) {
            end(GatewayErrors.inStream(path, frame));
            return;
        }
        if (owed != Long.MAX_VALUE) {
            owed--;
        }
        delivered = true;
        reply.onMessage(result);
    }

    private void end(@Nullable WireFailure failure) {
        if (over) {
            return;
        }
        over = true;
        frames.clear();
        giveUpCall();
        reply.onEnd(failure);
    }

    private void giveUpCall() {
        Dialects.Inquiry waiting = inquiry;
        inquiry = null;
        if (waiting != null) {
            waiting.cancel();
        }
        HttpCall under = call;
        if (under != null) {
            under.cancel();
        }
    }
}
