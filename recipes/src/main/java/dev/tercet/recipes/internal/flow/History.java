package dev.tercet.recipes.internal.flow;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** What became of a key in the past. */
public final class History {
    private History() {}

    /**
     * Looks for a change of a key.
     *
     * @param first the revision to begin with
     * @param last a revision at which the key was changed, and beyond which nobody looks
     * @param wanted recognises the change
     * @param deadline when it has to be found
     * @return empty if there was none; fails with {@code CompactedException} if that much of the past is no longer known. Cancelling it
     *     closes the watch
     */
    public static CompletableFuture<Optional<WatchEvent>> find(
            EtcdClient etcd, Bytes key, long first, long last, Predicate<WatchEvent> wanted, Deadline deadline) {
        CompletableFuture<Optional<WatchEvent>> found =
                Wakeup.first(etcd, WatchRequest.of(key).fromRevision(first), change -> {
                    Optional<WatchEvent> here =
                            change.events().stream().filter(wanted).findFirst();
                    return here.isPresent() || change.revision() >= last ? Optional.of(here) : Optional.empty();
                });
        Alarm late = deadline.whenPast(() -> found.completeExceptionally(new EtcdTimeoutException(
                Details.of(ErrorCode.TIMEOUT, Outcome.UNKNOWN, "the history of " + key + " did not come in time"))));
        found.whenComplete((event, failure) -> late.cancel());
        return found;
    }
}
