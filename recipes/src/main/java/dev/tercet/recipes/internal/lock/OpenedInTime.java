package dev.tercet.recipes.internal.lock;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import dev.tercet.recipes.internal.ground.Ground;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** A lease for a lock, which has to be there before the deadline of the lock's acquisition. */
final class OpenedInTime {
    private OpenedInTime() {}

    static CompletableFuture<Ground> open(EtcdClient etcd, Duration ttl, Deadline deadline, LockName name) {
        CompletableFuture<Ground> opening = Ground.open(etcd, ttl);
        Promise<Ground> opened = new Promise<>(etcd.callbackExecutor());
        // Cancelled, it revokes what is granted all the same.
        opened.onAbandon(() -> opening.cancel(true));
        Alarm alarm = deadline.whenPast(() -> {
            if (opening.cancel(true)) {
                opened.fail(late(name));
            }
        });
        opening.whenComplete((ground, failure) -> {
            alarm.cancel();
            if (failure instanceof CancellationException) {
                // Ours, and told already.
                return;
            } else if (failure == null) {
                opened.succeed(ground, Ground::revoke);
            } else {
                opened.fail(Task.unwrapped(failure));
            }
        });
        return opened;
    }

    private static EtcdTimeoutException late(LockName name) {
        return new EtcdTimeoutException(Details.of(
                ErrorCode.TIMEOUT, Outcome.NOT_APPLIED, name + ": no server granted a lease for it in the time given"));
    }
}
