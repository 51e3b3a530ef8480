package dev.tercet.gateway.internal.lease;

import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which renewals share a request, and whose an answer is. A signal goes in, what is to be done comes out; no threads, no I/O.
 *
 * <p>The rules. A renewal that finds few requests under way is sent at once; others wait until one is over and go together in the
 * next, those of one set of headers at a time. Each gets one answer, in the order in which they were sent, which names the lease. An
 * error ends the request: it is about the first that was not answered, and those behind it were not looked at. If that one may not
 * renew its lease, the others are sent again, since they may be allowed to; any other error is everybody's. A request for which
 * nobody waits any more is given up, so that a silent one does not hold up those that come later.
 *
 * @param <C> who asks, told apart by identity or equality
 */
final class RenewalMachine<C> {
    /** Something to do, in order. */
    sealed interface Effect<C> {
        /** Send a request with these renewals. */
        record Post<C>(int number, CallContext context, List<C> callers) implements Effect<C> {}

        /** Give a request up. */
        record Abort<C>(int number) implements Effect<C> {}

        /** Give an answer. */
        record Answer<C>(C caller, LeaseRenewal renewal) implements Effect<C> {}

        /** Say that there will be none. */
        record Fail<C>(C caller, WireFailure failure) implements Effect<C> {}
    }

    /** What a request came to that ended well before everybody had an answer. */
    static final WireFailure FEWER = new WireFailure(
            StatusCode.UNAVAILABLE, "the server ended its answer before it had renewed every lease", Reach.LOST, null);

    private static final int MOST_REQUESTS = 2;
    private static final int MOST_TOGETHER = 1000;

    private final Map<CallContext, Group<C>> groups = new HashMap<>();
    private final Map<Integer, Request<C>> requests = new HashMap<>();
    private final Set<C> waiting = new HashSet<>();
    private int last;

    /** Somebody wants to renew a lease. */
    List<Effect<C>> renew(C caller, long lease, CallContext context) {
        waiting.add(caller);
        Group<C> group = groups.computeIfAbsent(context, Group::new);
        group.queue.add(new Ask<>(caller, lease));
        List<Effect<C>> effects = new ArrayList<>(1);
        post(group, effects);
        return effects;
    }

    /** Somebody does not want to know any more. */
    List<Effect<C>> cancel(C caller, WireFailure failure) {
        if (!waiting.remove(caller)) {
            return List.of();
        }
        List<Effect<C>> effects = new ArrayList<>(2);
        effects.add(new Effect.Fail<>(caller, failure));
        for (Request<C> request : requests.values()) {
            if (request.isAsking(caller)) {
                giveUpUnwanted(request, effects);
            }
        }
        return effects;
    }

    private void giveUpUnwanted(Request<C> request, List<Effect<C>> effects) {
        if (!request.abandoned && request.asks.stream().noneMatch(this::isWaiting)) {
            request.abandoned = true;
            effects.add(new Effect.Abort<>(request.number));
        }
    }

    /** An answer came. */
    List<Effect<C>> received(int number, LeaseRenewal renewal) {
        Request<C> request = requests.get(number);
        Ask<C> ask = request == null ? null : request.take(renewal.id());
        List<Effect<C>> effects = new ArrayList<>(1);
        if (ask != null && waiting.remove(ask.caller)) {
            effects.add(new Effect.Answer<>(ask.caller, renewal));
        }
        if (request != null && !request.asks.isEmpty()) {
            // Those behind it may have been given up meanwhile, all of them.
            giveUpUnwanted(request, effects);
        }
        return effects;
    }

    /** A request is over. */
    List<Effect<C>> ended(int number, @Nullable WireFailure failure) {
        Request<C> request = requests.remove(number);
        if (request == null) {
            return List.of();
        }
        Group<C> group = request.group;
        group.underWay--;
        List<Effect<C>> effects = new ArrayList<>();
        WireFailure why = failure == null ? FEWER : failure;
        boolean onlyOne = why.reach() == Reach.ANSWERED && why.code() == StatusCode.PERMISSION_DENIED;
        Ask<C> first = request.asks.poll();
        if (first != null) {
            fail(first, why, effects);
        }
        if (onlyOne) {
            while (!request.asks.isEmpty()) {
                group.queue.addFirst(request.asks.removeLast());
            }
        } else {
            request.asks.forEach(ask -> fail(ask, why, effects));
        }
        post(group, effects);
        if (group.underWay == 0) {
            groups.remove(group.context);
        }
        return effects;
    }

    private void fail(Ask<C> ask, WireFailure failure, List<Effect<C>> effects) {
        if (waiting.remove(ask.caller)) {
            effects.add(new Effect.Fail<>(ask.caller, failure));
        }
    }

    private boolean isWaiting(Ask<C> ask) {
        return waiting.contains(ask.caller);
    }

    private void post(Group<C> group, List<Effect<C>> effects) {
        while (group.underWay < MOST_REQUESTS) {
            Request<C> request = new Request<>(last + 1, group);
            while (request.asks.size() < MOST_TOGETHER && !group.queue.isEmpty()) {
                Ask<C> ask = group.queue.remove();
                if (isWaiting(ask)) {
                    request.asks.add(ask);
                }
            }
            if (request.asks.isEmpty()) {
                return;
            }
            last++;
            group.underWay++;
            requests.put(request.number, request);
            List<C> callers = request.asks.stream().map(Ask::caller).toList();
            effects.add(new Effect.Post<>(request.number, group.context, callers));
        }
    }

    private record Ask<C>(C caller, long lease) {}

    private static final class Group<C> {
        final CallContext context;
        final Deque<Ask<C>> queue = new ArrayDeque<>();
        int underWay;

        Group(CallContext context) {
            this.context = context;
        }
    }

    private static final class Request<C> {
        final int number;
        final Group<C> group;
        final Deque<Ask<C>> asks = new ArrayDeque<>();
        boolean abandoned;

        Request(int number, Group<C> group) {
            this.number = number;
            this.group = group;
        }

        boolean isAsking(C caller) {
            return asks.stream().anyMatch(ask -> ask.caller.equals(caller));
        }

        /** The first that waits for this lease, which is the very first if the server keeps the order. */
        @Nullable
        Ask<C> take(long lease) {
            for (Iterator<Ask<C>> all = asks.iterator(); all.hasNext(); ) {
                Ask<C> ask = all.next();
                if (ask.lease == lease) {
                    all.remove();
                    return ask;
                }
            }
            return null;
        }
    }
}
