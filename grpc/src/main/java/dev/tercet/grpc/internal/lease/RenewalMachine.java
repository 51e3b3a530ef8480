package dev.tercet.grpc.internal.lease;

import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.WireFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which renewal is on which stream, and whose an answer is. A signal goes in, what is to be done comes out; no threads, no I/O.
 *
 * <p>The wire's rules. Each request on a stream gets one answer, which names the lease and nothing else, so renewals of one lease
 * are answered in the order in which they were asked for. One that is given up stays in its place until its answer has come.
 *
 * <p>There is one stream for each set of headers. One that waits for nothing is closed when another is opened: otherwise every
 * token that is replaced would leave a stream behind.
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

    private final Map<CallContext, Stream<C>> byContext = new HashMap<>();
    private final Map<Integer, Stream<C>> byNumber = new LinkedHashMap<>();
    private final Set<C> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    private int lastStream;

    /** Somebody wants to renew a lease. */
    List<Effect<C>> renew(C caller, long lease, CallContext context) {
        waiting.add(caller);
        Stream<C> stream = byContext.get(context);
        if (stream != null) {
            stream.ask(caller, lease);
            return List.of(new Effect.Send<>(stream.number, caller));
        }
        List<Effect<C>> effects = new ArrayList<>();
        closeIdle(effects);
        Stream<C> opened = new Stream<>(++lastStream, context);
        byContext.put(context, opened);
        byNumber.put(opened.number, opened);
        opened.ask(caller, lease);
        effects.add(new Effect.Open<>(opened.number, context));
        effects.add(new Effect.Send<>(opened.number, caller));
        return effects;
    }

    /** Somebody does not want to know any more. */
    List<Effect<C>> cancel(C caller, WireFailure failure) {
        return waiting.remove(caller) ? List.of(new Effect.Fail<>(caller, failure)) : List.of();
    }

    /** An answer came. */
    List<Effect<C>> received(int number, LeaseRenewal renewal) {
        Stream<C> stream = byNumber.get(number);
        C caller = stream == null ? null : stream.answered(renewal.id());
        return caller != null && waiting.remove(caller) ? List.of(new Effect.Answer<>(caller, renewal)) : List.of();
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
                if (waiting.remove(asked.caller)) {
                    effects.add(new Effect.Fail<>(asked.caller, failure));
                }
            }
        }
        return effects;
    }

    private void closeIdle(List<Effect<C>> effects) {
        for (Iterator<Stream<C>> all = byNumber.values().iterator(); all.hasNext(); ) {
            Stream<C> stream = all.next();
            if (stream.asked.isEmpty()) {
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

        Stream(int number, CallContext context) {
            this.number = number;
            this.context = context;
        }

        void ask(C caller, long lease) {
            Asked<C> last = new Asked<>(caller);
            Asked<C> first = asked.putIfAbsent(lease, last);
            if (first != null) {
                while (first.next != null) {
                    first = first.next;
                }
                first.next = last;
            }
        }

        /** Whose turn it is, if it is anybody's. */
        @Nullable
        C answered(long lease) {
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

        @Nullable
        Asked<C> next;

        Asked(C caller) {
            this.caller = caller;
        }
    }
}
