package dev.tercet.grpc.internal.lease;

import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.WireFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which renewal is on which stream, and whose an answer is. A signal goes in, what is to be done comes out; no threads, no I/O.
 *
 * <p>The wire's rules. Each request on a stream gets one answer, which names the lease and nothing else, so renewals of one lease
 * are answered in the order in which they were asked for. One that is given up stays in its place until its answer has come.
 *
 * <p>A member answers the requests of a stream one after another, and asks its leader about each: if it has not noticed yet that the
 * leader is out of reach, one request holds up all behind it, for as long as the member is patient. So a stream on which a renewal was
 * given up, and which has owed an answer and said nothing for a while, gets no further ones: the next opens another, which the member
 * serves beside it. It has to be a while, because a renewal may be given up at once, when its lease is closed or most of its time went
 * on a connection before this one; and it may have become one only after the renewal was given up, whose time may be short.
 *
 * <p>There is one stream for each set of headers. One that waits for nothing, or has nobody left who waits and fell silent, is closed
 * when another is opened: otherwise every token that is replaced would leave a stream behind.
 *
 * @param <C> who asks, told apart by identity
 */
final class RenewalMachine<C> {
    /** Something to do, in order. */
    sealed interface Effect<C> {
        /** Open a stream. */
        record Open<C>(int stream, CallContext context) implements Effect<C> {}

        /** Ask for a renewal. */
        record Send<C>(int stream, C caller) implements Effect<C> {}

        /** Give a stream up. */
        record Close<C>(int stream) implements Effect<C> {}

        /** Give an answer. */
        record Answer<C>(C caller, LeaseRenewal renewal) implements Effect<C> {}

        /** Say that there will be none. */
        record Fail<C>(C caller, WireFailure failure) implements Effect<C> {}
    }

    /** How long a stream is silent, in nanoseconds, before it is thought to be held up. */
    static final long SILENCE = 500_000_000L;

    private final Map<CallContext, Stream<C>> byContext = new HashMap<>();
    private final Map<Integer, Stream<C>> byNumber = new LinkedHashMap<>();
    private final IdentityHashMap<C, Asked<C>> waiting = new IdentityHashMap<>();
    private int lastStream;

    /** Somebody wants to renew a lease. Times are those of one clock, in nanoseconds. */
    List<Effect<C>> renew(C caller, long lease, CallContext context, long now) {
        List<Effect<C>> effects = new ArrayList<>();
        Stream<C> stream = byContext.get(context);
        if (stream != null && stream.isHeldUp(now)) {
            retire(stream, effects);
            stream = null;
        }
        if (stream != null) {
            waiting.put(caller, stream.ask(caller, lease, now));
            return List.of(new Effect.Send<>(stream.number, caller));
        }
        closeIdle(now, effects);
        Stream<C> opened = new Stream<>(++lastStream, context);
        byContext.put(context, opened);
        byNumber.put(opened.number, opened);
        waiting.put(caller, opened.ask(caller, lease, now));
        effects.add(new Effect.Open<>(opened.number, context));
        effects.add(new Effect.Send<>(opened.number, caller));
        return effects;
    }

    /** Somebody does not want to know any more. */
    List<Effect<C>> cancel(C caller, WireFailure failure, long now) {
        Asked<C> asked = waiting.remove(caller);
        if (asked == null) {
            return List.of();
        }
        Stream<C> stream = asked.stream;
        stream.waiters--;
        stream.givenUp = true;
        List<Effect<C>> effects = new ArrayList<>(2);
        effects.add(new Effect.Fail<>(caller, failure));
        if (stream.isHeldUp(now)) {
            retire(stream, effects);
        } else {
            closeIfOfNoUse(stream, effects);
        }
        return effects;
    }

    /** It gets no further ones. */
    private void retire(Stream<C> stream, List<Effect<C>> effects) {
        byContext.remove(stream.context, stream);
        closeIfOfNoUse(stream, effects);
    }

    /** A stream that another has taken the place of, and that nobody waits for any more, may never say anything again. */
    private void closeIfOfNoUse(Stream<C> stream, List<Effect<C>> effects) {
        boolean isOfNoUse = stream.waiters == 0 && byContext.get(stream.context) != stream;
        if (isOfNoUse && byNumber.remove(stream.number, stream)) {
            effects.add(new Effect.Close<>(stream.number));
        }
    }

    /** An answer came. */
    List<Effect<C>> received(int number, LeaseRenewal renewal, long now) {
        Stream<C> stream = byNumber.get(number);
        if (stream == null) {
            return List.of();
        }
        C caller = stream.answered(renewal.id(), now);
        if (caller == null || waiting.remove(caller) == null) {
            return List.of();
        }
        stream.waiters--;
        List<Effect<C>> effects = new ArrayList<>(1);
        effects.add(new Effect.Answer<>(caller, renewal));
        closeIfOfNoUse(stream, effects);
        return effects;
    }

    /** A stream ended by itself. */
    List<Effect<C>> ended(int number, WireFailure failure) {
        Stream<C> stream = byNumber.remove(number);
        if (stream == null) {
            return List.of();
        }
        byContext.remove(stream.context, stream);
        List<Effect<C>> effects = new ArrayList<>();
        for (Asked<C> first : stream.asked.values()) {
            for (Asked<C> asked = first; asked != null; asked = asked.next) {
                if (waiting.remove(asked.caller) != null) {
                    effects.add(new Effect.Fail<>(asked.caller, failure));
                }
            }
        }
        return effects;
    }

    private void closeIdle(long now, List<Effect<C>> effects) {
        for (Iterator<Stream<C>> all = byNumber.values().iterator(); all.hasNext(); ) {
            Stream<C> stream = all.next();
            if (stream.asked.isEmpty() || (stream.waiters == 0 && stream.isSilent(now))) {
                all.remove();
                byContext.remove(stream.context, stream);
                effects.add(new Effect.Close<>(stream.number));
            }
        }
    }

    private static final class Stream<C> {
        final int number;
        final CallContext context;
        /** The oldest for each lease, and through it the later ones, of which there are hardly ever any. */
        final Map<Long, Asked<C>> asked = new LinkedHashMap<>();

        /** When it last said something, or was asked when it owed nothing. */
        long silentSince;

        /** Whether somebody has given up waiting for it since then. */
        boolean givenUp;

        /** How many want to know yet. */
        int waiters;

        Stream(int number, CallContext context) {
            this.number = number;
            this.context = context;
        }

        boolean isSilent(long now) {
            return now - silentSince >= SILENCE;
        }

        boolean isHeldUp(long now) {
            return givenUp && isSilent(now);
        }

        Asked<C> ask(C caller, long lease, long now) {
            if (asked.isEmpty()) {
                silentSince = now;
            }
            waiters++;
            Asked<C> last = new Asked<>(caller, this);
            Asked<C> first = asked.putIfAbsent(lease, last);
            if (first != null) {
                while (first.next != null) {
                    first = first.next;
                }
                first.next = last;
            }
            return last;
        }

        /** Whose turn it is, if it is anybody's. */
        @Nullable
        C answered(long lease, long now) {
            silentSince = now;
            givenUp = false;
            Asked<C> first = asked.remove(lease);
            if (first == null) {
                return null;
            }
            if (first.next != null) {
                asked.put(lease, first.next);
            }
            return first.caller;
        }
    }

    private static final class Asked<C> {
        final C caller;
        final Stream<C> stream;

        @Nullable
        Asked<C> next;

        Asked(C caller, Stream<C> stream) {
            this.caller = caller;
            this.stream = stream;
        }
    }
}
