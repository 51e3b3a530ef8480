package dev.tercet.gateway.internal.watch;

import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.http.HttpDoor;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.WireStream;
import dev.tercet.spi.hub.SerialLane;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The watches of one endpoint. They share websockets where the server has them and whatever stands before it lets them through;
 * elsewhere each is a request of its own. Which of the two it is cannot be told from outside.
 *
 * <p>Threads: everything that happens goes through one lane, where no lock is held; the state of a watch, the hub and the probe are
 * touched nowhere else. A caller may find itself delivering what came meanwhile, which is short.
 */
public final class Watches {
    private static final WireFailure CANCELLED =
            new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.NEVER_LEFT, null);
    private static final WireFailure CLOSED =
            new WireFailure(StatusCode.UNAVAILABLE, "the transport is closed", Reach.NEVER_LEFT, null);

    /** What HTTP lets a websocket's sub-protocol be made of. */
    private static final Pattern PROTOCOL = Pattern.compile("(?!Bearer$)[-!#$%&'*+.^_`|~0-9A-Za-z]+");

    private final Dialects dialects;
    private final PostedWatches posted;
    private final SerialLane lane = new SerialLane();
    private final SocketHub hub;
    private final LeaderProbe probe;
    private @Nullable Dialect withoutSockets;
    private boolean closed;

    /**
     * None yet.
     *
     * @param posted for where there are no websockets
     * @param reads to find out whether there is a leader
     * @param clock nanoseconds, monotonic
     */
    public Watches(
            HttpDoor door,
            Dialects dialects,
            PostedWatches posted,
            LeaderReads reads,
            TransportSettings settings,
            LongSupplier clock) {
        this.dialects = dialects;
        this.posted = posted;
        this.hub = new SocketHub(door, dialects, lane, settings, clock);
        this.probe = new LeaderProbe(lane, reads, settings, clock);
    }

    /** As a stream of a transport. */
    public WireStream open(WatchRpcs.Create create, CallContext context, StreamReply<WatchRpcs.Message> reply) {
        Watched watch = new Watched(create, context, reply);
        lane.run(watch::begin);
        return watch;
    }

    /** Ends those that wait for something else than the wire, whose end is the door's affair. */
    public void close() {
        lane.run(() -> {
            closed = true;
            probe.close(CLOSED);
        });
    }

    @SuppressWarnings("ReferenceEquality") // One that is found out anew is another one, even if it says the same.
    private boolean isShared(Dialect dialect, CallContext context) {
        String token = context.token();
        return dialect != withoutSockets
                && dialect.opensSockets(context)
                && (token == null || PROTOCOL.matcher(token).matches());
    }

    private enum State {
        SEEKING,
        WAITING,
        SHARED,
        POSTED,
        ENDED
    }

    /** One watch. */
    private final class Watched implements WireStream, SocketHub.Watcher, LeaderProbe.Guest, Dialects.Taker {
        private final WatchRpcs.Create create;
        private final CallContext context;
        private final StreamReply<WatchRpcs.Message> reply;
        private State state = State.SEEKING;
        private @Nullable Dialect dialect;
        private Dialects.@Nullable Inquiry inquiry;
        private @Nullable WireStream own;

        Watched(WatchRpcs.Create create, CallContext context, StreamReply<WatchRpcs.Message> reply) {
            this.create = create;
            this.context = context;
            this.reply = reply;
        }

        void begin() {
            if (closed) {
                end(CLOSED);
                return;
            }
            Dialect known = dialects.known();
            if (known != null) {
                choose(known);
            } else {
                inquiry = dialects.obtain(this);
            }
        }

        @Override
        public void onDialect(Dialect found) {
            lane.run(() -> choose(found));
        }

        @Override
        public void onNoDialect(WireFailure failure) {
            lane.run(() -> {
                if (state == State.SEEKING) {
                    end(failure);
                }
            });
        }

        private void choose(Dialect found) {
            if (state != State.SEEKING) {
                return;
            }
            dialect = found;
            if (!isShared(found, context)) {
                post();
            } else if (context.requireLeader()) {
                state = State.WAITING;
                probe.enter(this);
            } else {
                admitted();
            }
        }

        private void post() {
            state = State.POSTED;
            own = posted.watch(create, context, reply);
        }

        @Override
        public CallContext context() {
            return context;
        }

        @Override
        public void admitted() {
            Dialect spoken = dialect;
            if (spoken != null && isShared(spoken, context)) {
                state = State.SHARED;
                hub.open(this, create, context, spoken);
            } else {
                // Another one's websocket was refused while this one waited.
                probe.leave(this);
                post();
            }
        }

        @Override
        public void dismissed(WireFailure failure) {
            if (state == State.SHARED) {
                hub.end(this, failure);
            } else {
                end(failure);
            }
        }

        @Override
        public void tell(WatchRpcs.Message message) {
            // The hub wants marks for reasons of its own.
            boolean unwanted = message instanceof WatchRpcs.Progress mark && !mark.asked() && !create.progress();
            if (!unwanted) {
                reply.onMessage(message);
            }
        }

        @Override
        public void end(@Nullable WireFailure failure) {
            state = State.ENDED;
            probe.leave(this);
            reply.onEnd(failure);
        }

        @Override
        public void refused(boolean lasting) {
            if (lasting) {
                withoutSockets = dialect;
            }
            probe.leave(this);
            post();
        }

        @Override
        public void request(int messages) {
            // Watches are delivered without being asked for: one that is slow must not hold up
            // the others on its websocket.
        }

        @Override
        public void requestProgress() {
            lane.run(() -> {
                if (state == State.SHARED) {
                    hub.requestProgress(this);
                } else if (own != null) {
                    own.requestProgress();
                }
            });
        }

        @Override
        public void cancel() {
            lane.run(() -> {
                switch (state) {
                    case SEEKING -> {
                        if (inquiry != null) {
                            inquiry.cancel();
                        }
                        end(CANCELLED);
                    }
                    case WAITING -> end(CANCELLED);
                    case SHARED -> hub.cancel(this);
                    case POSTED -> {
                        if (own != null) {
                            own.cancel();
                        }
                    }
                    case ENDED -> {}
                }
            });
        }
    }
}
