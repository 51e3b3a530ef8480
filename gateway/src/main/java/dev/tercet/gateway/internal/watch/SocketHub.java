package dev.tercet.gateway.internal.watch;

import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.http.HttpDoor;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.SerialLane;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchHubMachine;
import dev.tercet.spi.hub.WatchHubMachine.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The watches of one endpoint that share websockets: one for each group of them, none without watches.
 *
 * <p>Threads: all methods, and those of watchers, run on the lane that is given.
 */
final class SocketHub {
    /** Who watches. */
    interface Watcher {
        /** Something for it. */
        void tell(WatchRpcs.Message message);

        /** That was all. */
        void end(@Nullable WireFailure failure);

        /**
         * That was all too, before anything was told: there is no websocket to be had.
         *
         * @param lasting whether there will be none later either
         */
        void refused(boolean lasting);
    }

    /** After how many websockets in a row that were not answered none is to be had. One may have met the end of a server. */
    private static final int UNANSWERED = 2;

    private final HttpDoor door;
    private final Dialects dialects;
    private final SerialLane lane;
    private final TransportSettings settings;
    private final LongSupplier clock;
    private final WatchHubMachine<Watcher> machine = new WatchHubMachine<>();
    private final Map<Integer, SocketLine> lines = new HashMap<>();
    private @Nullable Dialect unansweredBy;
    private int unanswered;

    SocketHub(HttpDoor door, Dialects dialects, SerialLane lane, TransportSettings settings, LongSupplier clock) {
        this.door = door;
        this.dialects = dialects;
        this.lane = lane;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Opens a watch that gets marks of progress, whether it was to or not: with some gateways of 3.5 the end of a websocket ends the
     * stream behind it only when something is sent there next, and marks are all that is ever sent if nothing happens: to a watch that
     * begins behind the latest revision from the next write on.
     */
    void open(Watcher watcher, WatchRpcs.Create create, CallContext context, Dialect dialect) {
        WatchRpcs.Create marked = new WatchRpcs.Create(
                create.range(), create.startRevision(), create.filters(), create.previous(), true, create.fragments());
        perform(machine.open(watcher, marked, context), dialect);
    }

    void requestProgress(Watcher watcher) {
        perform(machine.requestProgress(watcher), null);
    }

    void cancel(Watcher watcher) {
        perform(machine.cancel(watcher), null);
    }

    /** Cancels it for a reason of its own. */
    void end(Watcher watcher, WireFailure failure) {
        for (Effect<Watcher> effect : machine.cancel(watcher)) {
            perform(
                    effect instanceof Effect.End<Watcher> end ? new Effect.End<>(end.watcher(), failure) : effect,
                    null);
        }
    }

    private void perform(List<Effect<Watcher>> effects, @Nullable Dialect dialect) {
        for (Effect<Watcher> effect : effects) {
            perform(effect, dialect);
        }
    }

    private void perform(Effect<Watcher> effect, @Nullable Dialect dialect) {
        if (effect instanceof Effect.Tell<Watcher> tell) {
            tell.watcher().tell(tell.message());
        } else if (effect instanceof Effect.End<Watcher> end) {
            end.watcher().end(end.failure());
        } else if (effect instanceof Effect.Open<Watcher> open && dialect != null) {
            connect(open.stream(), open.context(), dialect);
        } else if (effect instanceof Effect.Send<Watcher> send) {
            SocketLine line = lines.get(send.stream());
            if (line != null) {
                line.send(send.message());
            }
        } else if (effect instanceof Effect.Close<Watcher> close) {
            SocketLine line = lines.remove(close.stream());
            if (line != null) {
                line.close();
            }
        }
    }

    private void connect(int number, CallContext context, Dialect dialect) {
        String path = dialect.path(WatchRpcs.WATCH);
        SocketLine line = new SocketLine(lane, settings, clock, path, new SocketLine.User() {
            @Override
            public void onMessage(WatchDown message) {
                perform(machine.received(number, message), null);
            }

            @Override
            public void onOpen() {
                unanswered = 0;
            }

            @Override
            public void onRefused(int status) {
                unanswered = 0;
                refused(number, status < 500);
            }

            @Override
            public void onUnanswered(@Nullable WireFailure failure) {
                // The dialect stays known: if the server is gone, requests find that out, those of posted watches too.
                if (isLastUnanswered(dialect)) {
                    refused(number, true);
                } else {
                    lines.remove(number);
                    perform(machine.ended(number, failure), null);
                }
            }

            @Override
            public void onEnd(@Nullable WireFailure failure) {
                lines.remove(number);
                if (failure == null || failure.reach() != Reach.ANSWERED) {
                    // What listens there next may be another version.
                    dialects.forget();
                }
                perform(machine.ended(number, failure), null);
            }
        });
        lines.put(number, line);
        // There is no other header by which a browser's websocket, and so the gateway's, could be told a token.
        line.open(door, context.token() == null ? List.of() : List.of("Bearer", context.token()));
    }

    private void refused(int number, boolean lasting) {
        lines.remove(number);
        for (Effect<Watcher> effect : machine.ended(number, null)) {
            if (effect instanceof Effect.End<Watcher> end) {
                end.watcher().refused(lasting);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // One that is found out anew is another one, even if it says the same.
    private boolean isLastUnanswered(Dialect dialect) {
        if (dialect != unansweredBy) {
            unansweredBy = dialect;
            unanswered = 0;
        }
        unanswered++;
        return unanswered >= UNANSWERED;
    }
}
