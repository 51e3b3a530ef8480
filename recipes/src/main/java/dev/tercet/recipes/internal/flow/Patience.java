package dev.tercet.recipes.internal.flow;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.error.TransientEtcdException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one wait reads: while no server answers it asks again, after pauses that grow, as long as the wait lasts. It ends with what
 * asking again cannot mend: a refusal, a closed client, or the end of the wait.
 *
 * <p>Used by one wait, one step at a time; who asks how it stands may be another thread.
 */
public final class Patience {
    private static final long FIRST_PAUSE = 20_000_000;
    private static final long LONGEST_PAUSE = 2_000_000_000;

    private final EtcdClient etcd;
    private final Deadline deadline;
    private volatile boolean answered;
    private volatile @Nullable EtcdException trouble;

    /** The patience of a wait that has to end by then. */
    public Patience(EtcdClient etcd, Deadline deadline) {
        this.etcd = etcd;
        this.deadline = deadline;
    }

    /**
     * Asks until there is an answer.
     *
     * @param call makes a call that reads, or is as good several times as once
     */
    public <R> CompletableFuture<R> ask(Task task, Function<AsyncKv, CompletableFuture<R>> call) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        ask(task, call, answer, FIRST_PAUSE);
        return answer;
    }

    private <R> void ask(
            Task task, Function<AsyncKv, CompletableFuture<R>> call, CompletableFuture<R> answer, long pause) {
        task.step(call.apply(etcd.async().kv().with(options()))).whenComplete((result, failure) -> {
            if (failure == null) {
                answered = true;
                trouble = null;
                answer.complete(result);
            } else if (Task.unwrapped(failure) instanceof TransientEtcdException passing) {
                trouble = passing;
                // Half of it by chance: all who wait lost the same server, and do not come back to it at once.
                long nanos = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
                task.step(Pause.of(deadline.timer(), nanos)).whenComplete((over, cut) -> {
                    if (cut == null) {
                        ask(task, call, answer, Math.min(LONGEST_PAUSE, 2 * pause));
                    } else {
                        answer.completeExceptionally(Task.unwrapped(cut));
                    }
                });
            } else {
                answer.completeExceptionally(Task.unwrapped(failure));
            }
        });
    }

    /** A call ends a little before the wait does: it knows what the trouble was, and a call that is cut short does not say. */
    private CallOptions options() {
        CallOptions usual = etcd.options().retryingWrites();
        long left = Math.max(1, deadline.remaining());
        Duration most = Duration.ofNanos(left - left / 8);
        return most.compareTo(usual.timeout()) < 0 ? usual.withTimeout(most) : usual;
    }

    /** What no server answered with, last; null if the last that was asked answered. */
    public @Nullable EtcdException trouble() {
        return trouble;
    }

    /** What a message about the wait's end adds to what was seen last; empty if servers answered. */
    public String words() {
        EtcdException last = trouble;
        if (last != null) {
            return ", as far as is known: " + last.getMessage();
        }
        return answered ? "" : ", as far as is known: no server has answered yet";
    }
}
