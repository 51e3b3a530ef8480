package dev.tercet.internal.client;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.call.Errors;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Rpc;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Getting a lock or a leadership from the server's own services: the call that waits, a look whether the key is still there, and a
 * clean-up when it fails.
 *
 * @param <Q> what is asked
 * @param <R> what is granted
 */
final class Acquisition<Q, R> {
    private final View view;
    private final Claims claims;
    private final Deadline deadline;
    private final long lease;
    private volatile @Nullable Bytes granted;

    private Acquisition(View view, Claims claims, long lease) {
        this.view = view;
        this.claims = claims;
        this.deadline = new Deadline(view.scheduler(), view.options());
        this.lease = lease;
    }

    /**
     * Waits for it.
     *
     * @param name the lock's or the election's, namespace included
     * @param keyOf the key of what was granted, namespace included
     * @param shown what was granted, without the namespace, from the answer and the key that was found after it
     */
    static <Q, R> Chain<R> start(
            View view,
            Claims claims,
            Rpc<Q, R> rpc,
            Q request,
            Bytes name,
            long lease,
            Function<R, Bytes> keyOf,
            BiFunction<R, KeyValue, R> shown) {
        Acquisition<Q, R> acquisition = new Acquisition<>(view, claims, lease);
        if (lease == 0) {
            // The server chooses the lease, so nobody knows the key before it is granted.
            Chain<R> chain = acquisition.ask(rpc, request, keyOf, shown);
            chain.whenComplete((value, failure) -> acquisition.endNameless(failure));
            return chain;
        }
        Bytes key = Claims.key(name, lease);
        Chain<R> chain = acquisition.afterCleaning(key).then(ready -> acquisition.ask(rpc, request, keyOf, shown));
        chain.whenComplete((value, failure) -> claims.end(key, acquisition.endOf(failure), view.calls()));
        return chain;
    }

    /** Goes on when no clean-up of the same key is under way any more, or there is no time left to wait for it. */
    private Chain<Boolean> afterCleaning(Bytes key) {
        CompletableFuture<Void> cleaning = claims.begin(key);
        if (cleaning.isDone()) {
            return Chain.of(true);
        }
        Chain<Boolean> ready = new Chain<>();
        Scheduler.Timer late = view.scheduler().schedule(deadline.leftNanos(), () -> ready.complete(false));
        cleaning.whenComplete((done, failure) -> {
            late.cancel();
            ready.complete(true);
        });
        return ready;
    }

    private Chain<R> ask(Rpc<Q, R> rpc, Q request, Function<R, Bytes> keyOf, BiFunction<R, KeyValue, R> shown) {
        Chain<R> waiting = Chain.call(view.calls(), rpc, request, deadline.left());
        return waiting.failing(failure -> inWords(request, failure)).then(grant -> {
            Bytes key = keyOf.apply(grant);
            granted = key;
            return Chain.call(view.calls(), KvRpcs.RANGE, Get.of(key).keysOnly(), deadline.left())
                    .map(found -> {
                        KeyValue there = found.first().orElseThrow(() -> expired(request));
                        return shown.apply(grant, there);
                    });
        });
    }

    // Most often the server is well, and somebody else holds it: "no reply" would send people to look for a broken
    // network. The call
    // had what was left of the deadline; the caller knows the whole.
    private Throwable inWords(Q request, Throwable failure) {
        if (!(failure instanceof EtcdTimeoutException late) || late.outcome() == Outcome.NOT_APPLIED) {
            return failure;
        }
        boolean election = request instanceof ElectionRpcs.Campaign;
        String message = request + late.endpoint().map(at -> " at " + at).orElse("")
                + (election ? ": not elected within " : ": not granted within ")
                + Errors.shown(view.options().timeout())
                + (election ? ": somebody else may lead" : ": somebody else may hold it")
                + ", or the answer was lost";
        return new EtcdTimeoutException(new Details(
                late.code(),
                late.outcome(),
                message,
                late.method().orElse(null),
                late.endpoint().orElse(null),
                late.getCause()));
    }

    // A server may grant what was waited for after the waiter's own lease has expired, and its key with it.
    private LeaseNotFoundException expired(Q request) {
        return new LeaseNotFoundException(
                Details.of(
                        ErrorCode.LEASE_NOT_FOUND,
                        Outcome.NOT_APPLIED,
                        request + ": granted, but its key was gone by then: lease " + Long.toHexString(lease)
                                + " expired during the wait"),
                lease);
    }

    private Claims.End endOf(@Nullable Throwable failure) {
        if (failure == null) {
            return Claims.End.HELD;
        } else if (failure instanceof LeaseNotFoundException) {
            return Claims.End.NOTHING_LEFT;
        }
        boolean refused = failure instanceof EtcdException known && known.outcome() == Outcome.NOT_APPLIED;
        return refused && granted == null ? Claims.End.NOTHING_LEFT : Claims.End.IN_DOUBT;
    }

    private void endNameless(@Nullable Throwable failure) {
        Bytes key = granted;
        if (key != null && endOf(failure) == Claims.End.IN_DOUBT) {
            claims.begin(key);
            claims.end(key, Claims.End.IN_DOUBT, view.calls());
        }
    }
}
