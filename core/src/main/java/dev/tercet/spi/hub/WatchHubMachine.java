package dev.tercet.spi.hub;

import dev.tercet.kv.Header;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which watch is on which stream, and what a message on a stream means to whom. A signal goes in, what is to be done comes out; no
 * threads, no I/O.
 *
 * <p>For a transport whose streams can carry many watches each. It feeds in what its callers ask for and what its streams bring, one
 * signal at a time (a {@link SerialLane} sees to that), and carries out the effects in their order before it feeds in the next. It
 * knows of a stream by its number only; numbers are not used again.
 *
 * <p>The wire's rules. A stream takes creations without waiting for answers and answers them in order; the server chooses the ids.
 * A creation that fails is answered as created and canceled at once, with no usable id, and takes its turn like the others. Ids
 * are one stream's own. Watches of one stream share its headers, and so its token: those with other headers are on other streams.
 *
 * <p>A watch that is given up while its creation is under way, or whose cancellation is, stays in its place as a ghost until the
 * server has answered: otherwise the next answer would be taken for another watch's.
 *
 * @param <W> who watches, told apart by identity
 * @since 0.1
 */
public final class WatchHubMachine<W> {
    /**
     * How many answers a creation may overtake: as many as etcd has room for between a watch stream and its sender, and the one under
     * way. Requests that were never answered are not waited for.
     */
    static final int OVERTAKEN = 1024 + 1;

    /** How many watches share a stream at most: what comes for one waits behind what came for the others. */
    public static final int WATCHES_PER_STREAM = 200;

    /** The server's id for nobody: progress of a whole stream. */
    private static final long EVERYBODY = -1;

    private static final WireFailure CANCELLED = new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.LOST, null);

    /**
     * Something to do, in order.
     *
     * @param <W> who watches
     */
    public sealed interface Effect<W> {
        /**
         * Open a stream. Messages may follow at once, before it is known to be open.
         *
         * @param stream its number from now on
         * @param context what goes with all watches on it
         */
        record Open<W>(int stream, CallContext context) implements Effect<W> {}

        /**
         * Send on a stream, after what was sent there before.
         *
         * @param stream its number
         * @param message what to send
         */
        record Send<W>(int stream, WatchUp message) implements Effect<W> {}

        /**
         * Give a stream up, without waiting for anything. Nothing more is expected of it, its end neither.
         *
         * @param stream its number
         */
        record Close<W>(int stream) implements Effect<W> {}

        /**
         * Tell a watcher.
         *
         * @param watcher whom
         * @param message what
         */
        record Tell<W>(W watcher, WatchRpcs.Message message) implements Effect<W> {}

        /**
         * Tell a watcher that this was all: once for each, and last.
         *
         * @param watcher whom
         * @param failure why, null if the server has ended the watch in order, which was told before
         */
        record End<W>(W watcher, @Nullable WireFailure failure) implements Effect<W> {}
    }

    private final Map<Integer, Stream<W>> streams = new LinkedHashMap<>();
    private final IdentityHashMap<W, Place<W>> places = new IdentityHashMap<>();
    private int lastStream;

    /** Without streams and watchers. */
    public WatchHubMachine() {}

    /**
     * Somebody wants to watch.
     *
     * @param watcher who, not seen before
     * @param create what
     * @param context what goes with it: only watches with equal contexts share a stream
     */
    public List<Effect<W>> open(W watcher, WatchRpcs.Create create, CallContext context) {
        List<Effect<W>> effects = new ArrayList<>(2);
        Stream<W> stream = withRoom(context);
        if (stream == null) {
            stream = new Stream<>(++lastStream, context);
            streams.put(stream.number, stream);
            effects.add(new Effect.Open<>(stream.number, context));
        }
        Place<W> place = new Place<>(watcher, stream);
        places.put(watcher, place);
        stream.creating.add(place);
        stream.living++;
        effects.add(new Effect.Send<>(stream.number, new WatchUp.Create(create)));
        return effects;
    }

    /** Somebody has seen enough, and is told that it was cancelled; nothing if its watch is over already. */
    public List<Effect<W>> cancel(W watcher) {
        Place<W> place = places.get(watcher);
        if (place == null) {
            return List.of();
        }
        List<Effect<W>> effects = new ArrayList<>(2);
        // The last one takes the whole stream with it.
        if (place.isCreated && place.stream.living > 1) {
            effects.add(new Effect.Send<>(place.stream.number, new WatchUp.Cancel(place.id)));
        }
        end(place, CANCELLED, effects);
        return effects;
    }

    /**
     * Somebody wants to know how far the server has come. All watches on the same stream are told, but for those that were created after
     * it was asked: the answer says nothing of their history, which the server has yet to send. Who asked is told in any case, if the
     * server answers.
     */
    public List<Effect<W>> requestProgress(W watcher) {
        Place<W> place = places.get(watcher);
        if (place == null) {
            return List.of();
        }
        place.asks = true;
        place.stream.unanswered++;
        return List.of(new Effect.Send<>(place.stream.number, new WatchUp.Progress()));
    }

    /** A message came on a stream; nothing if that was given up. */
    public List<Effect<W>> received(int number, WatchDown message) {
        Stream<W> stream = streams.get(number);
        if (stream == null) {
            return List.of();
        }
        List<Effect<W>> effects = new ArrayList<>(2);
        if (message.created()) {
            created(stream, message, effects);
        } else if (message.canceled()) {
            canceled(stream, message, effects);
        } else if (message.watchId() == EVERYBODY && message.events().isEmpty()) {
            answered(stream, message.header(), effects);
        } else {
            happened(stream, message, effects);
        }
        return effects;
    }

    /**
     * A stream ended by itself, or the transport has given it up: everybody on it is told so.
     *
     * @param number the stream's
     * @param failure why, null if the server closed it in order
     */
    public List<Effect<W>> ended(int number, @Nullable WireFailure failure) {
        Stream<W> stream = streams.remove(number);
        if (stream == null) {
            return List.of();
        }
        List<Effect<W>> effects = new ArrayList<>();
        List<Place<W>> all = new ArrayList<>(stream.byId.values());
        all.addAll(stream.creating);
        for (Place<W> place : all) {
            if (places.remove(place.watcher, place)) {
                effects.add(new Effect.End<>(place.watcher, failure));
            }
        }
        return effects;
    }

    private @Nullable Stream<W> withRoom(CallContext context) {
        for (Stream<W> stream : streams.values()) {
            if (stream.context.equals(context) && stream.size() < WATCHES_PER_STREAM) {
                return stream;
            }
        }
        return null;
    }

    private void created(Stream<W> stream, WatchDown message, List<Effect<W>> effects) {
        if (!message.canceled() && stream.byId.containsKey(message.watchId())) {
            // Said twice. Taken for the next one's turn, it would give each watch from here on the events of another.
            return;
        }
        Place<W> place = stream.creating.poll();
        if (message.canceled()) {
            if (place != null && isLiving(place)) {
                tell(place, message.asCanceled(), effects);
                end(place, null, effects);
            }
        } else if (place == null) {
            stranger(stream, message.watchId(), effects);
        } else {
            place.isCreated = true;
            place.id = message.watchId();
            place.createdAt = message.header().revision();
            place.older = Math.min(stream.unanswered, OVERTAKEN);
            stream.byId.put(place.id, place);
            if (isLiving(place)) {
                tell(place, new WatchRpcs.Created(message.header()), effects);
            } else {
                effects.add(new Effect.Send<>(stream.number, new WatchUp.Cancel(place.id)));
            }
        }
    }

    /**
     * The server says how far all of a stream is. Requests are answered in order, those that come while it still sends history not at all,
     * and nothing says which one an answer is for. But creations and answers go different ways within the server: an answer may come
     * behind the creation of a watch that was not there when it was given.
     */
    private void answered(Stream<W> stream, Header header, List<Effect<W>> effects) {
        stream.unanswered = Math.max(0, stream.unanswered - 1);
        boolean again = false;
        for (Place<W> place : stream.byId.values()) {
            if (place.isOlder(header)) {
                place.older--;
                again |= place.asks && isLiving(place);
            } else {
                place.asks = false;
                tell(place, new WatchRpcs.Progress(header, true), effects);
            }
        }
        if (again) {
            stream.unanswered++;
            effects.add(new Effect.Send<>(stream.number, new WatchUp.Progress()));
        }
    }

    private void canceled(Stream<W> stream, WatchDown message, List<Effect<W>> effects) {
        stream.strangers.remove(message.watchId());
        Place<W> place = stream.byId.remove(message.watchId());
        if (place != null && isLiving(place)) {
            tell(place, message.asCanceled(), effects);
            end(place, null, effects);
        }
    }

    private void happened(Stream<W> stream, WatchDown message, List<Effect<W>> effects) {
        Place<W> place = stream.byId.get(message.watchId());
        if (place == null) {
            stranger(stream, message.watchId(), effects);
        } else if (message.events().isEmpty()) {
            tell(place, new WatchRpcs.Progress(message.header(), false), effects);
        } else {
            tell(place, new WatchRpcs.Events(message.header(), message.events(), message.fragment()), effects);
        }
    }

    /** A watch that nobody asked for costs the server and us for nothing. */
    private void stranger(Stream<W> stream, long id, List<Effect<W>> effects) {
        if (stream.strangers.add(id)) {
            effects.add(new Effect.Send<>(stream.number, new WatchUp.Cancel(id)));
        }
    }

    private void tell(Place<W> place, WatchRpcs.Message message, List<Effect<W>> effects) {
        if (isLiving(place)) {
            effects.add(new Effect.Tell<>(place.watcher, message));
        }
    }

    private void end(Place<W> place, @Nullable WireFailure failure, List<Effect<W>> effects) {
        places.remove(place.watcher, place);
        effects.add(new Effect.End<>(place.watcher, failure));
        if (--place.stream.living == 0) {
            // Ghosts and strangers go with it.
            streams.remove(place.stream.number);
            effects.add(new Effect.Close<>(place.stream.number));
        }
    }

    private boolean isLiving(Place<W> place) {
        return places.get(place.watcher) == place;
    }

    private static final class Stream<W> {
        final int number;
        final CallContext context;
        final Deque<Place<W>> creating = new ArrayDeque<>();
        final Map<Long, Place<W>> byId = new HashMap<>();
        final Set<Long> strangers = new HashSet<>();
        int living;

        /** How many requests for progress may be answered yet. */
        int unanswered;

        Stream(int number, CallContext context) {
            this.number = number;
            this.context = context;
        }

        int size() {
            return creating.size() + byId.size();
        }
    }

    private static final class Place<W> {
        final W watcher;
        final Stream<W> stream;
        boolean isCreated;
        long id;

        /** Where the store was when it was created. */
        long createdAt;

        /** How many answers may come yet to what was asked before that. */
        int older;

        /** Whether it has asked, and was not told since. */
        boolean asks;

        Place(W watcher, Stream<W> stream) {
            this.watcher = watcher;
            this.stream = stream;
        }

        /** Whether an answer may be from before it was created; one of a later revision is not. */
        boolean isOlder(Header header) {
            return older > 0 && header.revision() <= createdAt;
        }
    }
}
