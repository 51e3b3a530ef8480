package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Deadline;
import dev.tercet.recipes.internal.flow.JdkTimer;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.concurrent.CompletableFuture;

/** Reads what a mark was, from one revision to another, and looks for a call in it. */
final class MarkHistory {
    private final String call;
    private final long last;
    private final CompletableFuture<Sent> found = new CompletableFuture<>();

    private MarkHistory(String call, long last) {
        this.call = call;
        this.last = last;
    }

    /**
     * Looks.
     *
     * @param last a revision at which the mark was changed
     * @return fails with {@code CompactedException} where history is gone, and if it does not come within the client's timeout
     */
    static CompletableFuture<Sent> look(EtcdClient etcd, Bytes mark, long first, long last, String call) {
        MarkHistory history = new MarkHistory(call, last);
        Watch watch = etcd.async().watches().open(WatchRequest.of(mark).fromRevision(first), history::on);
        Alarm late = Deadline.after(
                        new JdkTimer(etcd.callbackExecutor()), etcd.options().timeout())
                .whenPast(() -> history.found.completeExceptionally(tooLate(mark)));
        history.found.whenComplete((sent, failure) -> {
            late.cancel();
            watch.close();
        });
        return history.found;
    }

    private void on(WatchSignal signal) {
        if (signal instanceof WatchSignal.Change change) {
            for (WatchEvent event : change.events()) {
                if (Once.isBy(call, event.value())) {
                    found.complete(new Sent.Unseen(event.revision(), event.value()));
                }
            }
            if (change.revision() >= last) {
                found.complete(new Sent.Never());
            }
        } else if (signal instanceof WatchSignal.Ended ended) {
            found.completeExceptionally(ended.cause().orElseGet(MarkHistory::closed));
        }
    }

    private static EtcdException tooLate(Bytes mark) {
        return new EtcdTimeoutException(
                Details.of(ErrorCode.TIMEOUT, Outcome.UNKNOWN, "the history of " + mark + " did not come in time"));
    }

    private static EtcdException closed() {
        return new ClientClosedException(Details.of(ErrorCode.CLIENT_CLOSED, Outcome.UNKNOWN, "the client is closed"));
    }
}
