package dev.tercet.recipes.internal.cache;

import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheSnapshot;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Somebody who waits until the copy is far enough. Belongs to the cache's lane. */
final class Wait {
    /** What is to be waited for is not known yet. */
    static final long UNKNOWN = -1;

    private final String what;
    private final Promise<CacheSnapshot> promise;
    private long goal;
    private long lastChange = UNKNOWN;
    private long count;
    private long provedAt;
    private @Nullable Alarm alarm;
    private @Nullable CompletableFuture<?> call;

    Wait(String what, Promise<CacheSnapshot> promise, long goal) {
        this.what = what;
        this.promise = promise;
        this.goal = goal;
    }

    Promise<CacheSnapshot> promise() {
        return promise;
    }

    String what() {
        return what;
    }

    long goal() {
        return goal;
    }

    void goal(long revision) {
        goal = revision;
    }

    void alarm(Alarm timeout) {
        alarm = timeout;
    }

    void call(CompletableFuture<?> running) {
        call = running;
    }

    /** Whether no answer of the server's has been had that tells when the content is that of the goal. */
    boolean needsProof() {
        return goal > 0 && lastChange == UNKNOWN;
    }

    /** The range as it was at the goal or later: when it changed for the last time, of what is left, and how many keys there were. */
    void proof(GetResult found) {
        if (needsProof() && found.revision() >= goal) {
            lastChange = found.first().map(KeyValue::modRevision).orElse(0L);
            count = found.count();
            provedAt = found.revision();
        }
    }

    /**
     * Whether the copy is far enough. Without a mark that says so, it is when it has as many keys as the range had and the last change of
     * those: what had been written since would be there with a later change, or be gone again; so the range is a part of the copy, and
     * as large.
     */
    boolean isReached(Copy copy) {
        return goal != UNKNOWN
                && (copy.revision() >= goal
                        || (lastChange != UNKNOWN && copy.revision() >= lastChange && copy.size() == count));
    }

    /** With a copy that is far enough: what was proved to be the content of a later revision is shown as that. */
    void succeed(Copy copy) {
        over();
        promise.succeed(copy.revision() >= goal ? copy : copy.at(provedAt));
    }

    void fail(Throwable cause) {
        over();
        promise.fail(cause);
    }

    /** Gives up what it has under way. */
    void over() {
        Alarm timeout = alarm;
        if (timeout != null) {
            timeout.cancel();
        }
        CompletableFuture<?> running = call;
        if (running != null) {
            running.cancel(true);
        }
    }
}
