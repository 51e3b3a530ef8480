package dev.tercet.recipes.internal.flow;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The wait for the change that matters, among those that do not. */
public final class Wakeup {
    private Wakeup() {}

    /**
     * Watches until a change is the one.
     *
     * @param request from the revision after the read that decided to wait
     * @param decide is given every change in order, one at a time, and answers one that matters; must not wait
     * @return the first answer; empty when the history is gone, so that it has to be read again. Fails as the watch ends otherwise;
     *     cancelling it closes the watch
     */
    public static <T> CompletableFuture<Optional<T>> on(
            EtcdClient etcd, WatchRequest request, Function<WatchSignal.Change, Optional<T>> decide) {
        return watch(
                etcd,
                request,
                change -> {
                    Optional<T> one = decide.apply(change);
                    return one.isPresent() ? Optional.of(one) : Optional.empty();
                },
                Optional.of(Optional.empty()));
    }

    /** The same for who cannot go on without the history: fails with {@code CompactedException} when that is gone. */
    static <T> CompletableFuture<T> first(
            EtcdClient etcd, WatchRequest request, Function<WatchSignal.Change, Optional<T>> decide) {
        return watch(etcd, request, decide, Optional.empty());
    }

    private static <T> CompletableFuture<T> watch(
            EtcdClient etcd,
            WatchRequest request,
            Function<WatchSignal.Change, Optional<T>> decide,
            Optional<T> ifCompacted) {
        CompletableFuture<T> woken = new CompletableFuture<>();
        Watch watch;
        try {
            watch = etcd.async().watches().open(request, signal -> {
                if (woken.isDone()) {
                    return;
                }
                if (signal instanceof WatchSignal.Change change) {
                    decide.apply(change).ifPresent(woken::complete);
                } else if (signal instanceof WatchSignal.Ended ended) {
                    end(woken, ended.causeOrNull(), ifCompacted);
                }
            });
        } catch (EtcdException e) {
            return CompletableFuture.failedFuture(e);
        }
        woken.whenComplete((answer, failure) -> watch.close());
        return woken;
    }

    private static <T> void end(CompletableFuture<T> woken, @Nullable EtcdException cause, Optional<T> ifCompacted) {
        if (cause instanceof CompactedException && ifCompacted.isPresent()) {
            woken.complete(ifCompacted.get());
        } else if (cause != null) {
            woken.completeExceptionally(cause);
        } else {
            // Not by us, who close it only when it is done.
            woken.completeExceptionally(new ClientClosedException(
                    Details.of(ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, "the client was closed during a wait")));
        }
    }
}
