package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.error.NoSpaceException;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.error.UnauthenticatedException;
import dev.tercet.recipes.internal.flow.Pause;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Undoes what nobody waits for any more: makes a call again and again, with pauses that grow, for as long as it may work later; so
 * until it does, or the client is closed. The call must be one that does no harm if it is made twice.
 */
final class Insistence<T> {
    private static final long FIRST_PAUSE = 50_000_000L;
    private static final long LONGEST_PAUSE = 2_000_000_000L;

    private final EtcdClient etcd;
    private final Supplier<CompletableFuture<T>> call;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    // Touched by one attempt at a time.
    private long pause = FIRST_PAUSE;

    private Insistence(EtcdClient etcd, Supplier<CompletableFuture<T>> call) {
        this.etcd = etcd;
        this.call = call;
    }

    /** Fails only with what will not be otherwise however often it is tried. */
    static <T> CompletableFuture<T> on(EtcdClient etcd, Supplier<CompletableFuture<T>> call) {
        Insistence<T> insistence = new Insistence<>(etcd, call);
        insistence.attempt();
        return insistence.done;
    }

    private void attempt() {
        call.get().whenComplete((result, failure) -> {
            if (failure == null) {
                done.complete(result);
            } else if (mayWorkLater(Task.unwrapped(failure))) {
                rest().thenRun(this::attempt);
            } else {
                done.completeExceptionally(Task.unwrapped(failure));
            }
        });
    }

    /** Whether the same call may work after a while: because servers are back, or their operator has done something. */
    private static boolean mayWorkLater(Throwable failure) {
        return failure instanceof TransientEtcdException
                || failure instanceof NoSpaceException
                || failure instanceof UnauthenticatedException
                || failure instanceof PermissionDeniedException;
    }

    private CompletableFuture<?> rest() {
        long longest = pause;
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
        // Those whom the same outage stopped do not all come back at once.
        return Pause.of(
                Timer.of(etcd.callbackExecutor()), ThreadLocalRandom.current().nextLong(longest / 2, longest));
    }
}
