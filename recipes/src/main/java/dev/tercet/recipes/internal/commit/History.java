package dev.tercet.recipes.internal.commit;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.concurrent.CompletableFuture;

/** Looks through what was put to a key in the past. */
final class History {
    /** No revision. */
    static final long NOT_THERE = 0;

    private final Evidence evidence;
    private final long last;
    private final Promise<Long> found;
    // Signals come one at a time; the first answer counts, and answers given on the way to it would race it.
    private boolean told;

    private History(Evidence evidence, long last, Promise<Long> found) {
        this.evidence = evidence;
        this.last = last;
        this.found = found;
    }

    /**
     * The revision at which the evidence was put.
     *
     * @param last a revision after {@code evidence.since()} at which the key was put, and beyond which nobody looks
     * @return {@link #NOT_THERE} if it was not; fails if that much of the past is no longer known. Cancelling it closes the watch
     */
    static CompletableFuture<Long> find(Calls calls, Evidence evidence, long last) {
        Promise<Long> found = new Promise<>(calls.etcd().callbackExecutor());
        Watch watch = calls.etcd()
                .async()
                .watches()
                .open(
                        WatchRequest.of(evidence.key()).fromRevision(evidence.since() + 1),
                        new History(evidence, last, found)::look);
        Alarm late = calls.deadline()
                .whenPast(() -> found.fail(new EtcdTimeoutException(Details.of(
                        ErrorCode.TIMEOUT,
                        Outcome.UNKNOWN,
                        "the history of " + evidence.key() + " did not come in time"))));
        found.whenComplete((revision, failure) -> {
            late.cancel();
            watch.close();
        });
        return found;
    }

    private void look(WatchSignal signal) {
        if (told) {
            return;
        }
        if (signal instanceof WatchSignal.Change change) {
            boolean here = change.events().stream()
                    .anyMatch(event -> event.isPut() && event.value().equals(evidence.value()));
            if (here || change.revision() >= last) {
                told = true;
                found.succeed(here ? change.revision() : NOT_THERE);
            }
        } else if (signal instanceof WatchSignal.Ended ended) {
            told = true;
            ended.cause().ifPresent(found::fail);
        }
    }
}
