package dev.tercet.recipes.internal.commit;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.History;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.watch.WatchEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The calls of one operation, which share its deadline.
 *
 * @param etcd who makes them
 * @param deadline when the operation ends, however many calls it is made of
 */
public record Calls(EtcdClient etcd, Deadline deadline) {
    /** The calls of an operation that begins now and may take as long as a call of this client. */
    public static Calls of(EtcdClient etcd) {
        return within(etcd, etcd.options().timeout());
    }

    /** The calls of an operation that begins now. */
    public static Calls within(EtcdClient etcd, Duration whole) {
        return new Calls(etcd, Deadline.after(Timer.of(etcd.callbackExecutor()), whole));
    }

    /**
     * Writes are sent once at most, also on a client that repeats them: "the compares did not hold" must mean that it was somebody
     * else.
     */
    public AsyncKv once() {
        return etcd.async().kv().with(options());
    }

    /** Writes are sent until there is a reply. */
    public AsyncKv repeating() {
        return etcd.async().kv().with(options().retryingWrites());
    }

    /** When the evidence was put, up to a revision at which its key was; fails if that much of the past is no longer known. */
    CompletableFuture<Optional<WatchEvent>> find(Evidence evidence, long last) {
        return History.find(
                etcd,
                evidence.key(),
                evidence.since() + 1,
                last,
                event -> event.isPut() && event.value().equals(evidence.value()),
                deadline);
    }

    private CallOptions options() {
        return CallOptions.DEFAULT.withTimeout(Duration.ofNanos(Math.max(1, deadline.remaining())));
    }
}
