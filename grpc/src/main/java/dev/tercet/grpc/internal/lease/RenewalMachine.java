package dev.tercet.grpc.internal.lease;

import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.WireFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        List<Effect<C>> effects = new ArrayList<>(2);
        Stream<C> stream = byContext.get(context);
        if (stream == null) {
            closeIdle(effects);
            stream = new Stream<>(++lastStream, context);
            byContext.put(context, stream);
            byNumber.put(stream.number, stream);
            effects.add(new Effect.Open<>(stream.number, context));
        }
        stream.asked.computeIfAbsent(lease, id -> new ArrayDeque<>(1)).add(caller);
        waiting.add(caller);
        effects.add(new Effect.Send<>(stream.number, caller));
        return effects;
    }

    /** Somebody does not want to know any more. */
    List<Effect<C>> cancel(C caller, WireFailure failure) {
        return waiting.remove(caller) ? List.of(new Effect.Fail<>(caller, failure)) : List.of();
    }

    /** An answer came. */
    List<Effect<C>> received(int number, LeaseRenewal renewal) {
        Stream<C> stream = byNumber.get(number);
        Deque<C> callers = stream == null ? null : stream.asked.get(renewal.id());
        if (stream == null || callers == null) {
            return List.of();
        }
        C caller = callers.remove();
        if (callers.isEmpty()) {
            stream.asked.remove(renewal.id());
        }
        return waiting.remove(caller) ? List.of(new Effect.Answer<>(caller, renewal)) : List.of();
    }

    /** A stream ended by itself. */
    List<Effect<C>> ended(int number, WireFailure failure) {
        Stream<C> stream = byNumber.remove(number);
        if (stream == null) {
            return List.of();
        }
        byContext.remove(stream.context, stream);
        List<Effect<C>> effects = new ArrayList<>();
        for (Deque<C> callers : stream.asked.values()) {
            for (C caller : callers) {
                if (waiting.remove(caller)) {
                    effects.add(new Effect.Fail<>(caller, failure));
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
        final Map<Long, Deque<C>> asked = new LinkedHashMap<>();

        Stream(int number, CallContext context) {
            this.number = number;
            this.context = context;
        }
    }
}
