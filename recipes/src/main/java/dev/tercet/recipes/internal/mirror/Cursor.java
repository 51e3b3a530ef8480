package dev.tercet.recipes.internal.mirror;

import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A scan that is read in portions, each when it is asked for: the next after the one before is there.
 *
 * <p>Threads: the publisher's and the reader's, any; the lock is around fields alone, and futures are completed outside of it.
 */
final class Cursor implements Flow.Subscriber<KeyValue> {
    private static final int PORTION = 256;

    private List<KeyValue> portion = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable CompletableFuture<Portion> asked;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean cancelled;

    /**
     * Some keys.
     *
     * @param kvs in order
     * @param more whether others may follow
     */
    record Portion(List<KeyValue> kvs, boolean more) {}

    private Cursor() {}

    /** Reads what the publisher has. */
    static Cursor of(Flow.Publisher<KeyValue> scan) {
        Cursor cursor = new Cursor();
        scan.subscribe(cursor);
        return cursor;
    }

    /** The next portion. */
    CompletableFuture<Portion> next() {
        CompletableFuture<Portion> future = new CompletableFuture<>();
        Flow.Subscription ready;
        synchronized (this) {
            asked = future;
            ready = ended ? null : subscription;
        }
        if (ready != null) {
            ready.request(PORTION);
        }
        deliver();
        return future;
    }

    /** Reads no more. */
    void cancel() {
        Flow.Subscription ready;
        synchronized (this) {
            cancelled = true;
            ready = subscription;
        }
        if (ready != null) {
            ready.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        boolean wanted;
        boolean late;
        synchronized (this) {
            subscription = opened;
            wanted = asked != null;
            late = cancelled;
        }
        if (late) {
            opened.cancel();
        } else if (wanted) {
            opened.request(PORTION);
        }
    }

    @Override
    public void onNext(KeyValue kv) {
        synchronized (this) {
            portion.add(kv);
        }
        deliver();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            ended = true;
        }
        deliver();
    }

    @Override
    public void onError(Throwable why) {
        synchronized (this) {
            ended = true;
            failure = why;
        }
        deliver();
    }

    private void deliver() {
        CompletableFuture<Portion> waiting;
        Portion full;
        Throwable why;
        synchronized (this) {
            waiting = asked;
            // The end can come before it is asked for, and is told when it is.
            if (waiting == null || (!ended && portion.size() < PORTION)) {
                return;
            }
            asked = null;
            why = failure;
            full = new Portion(portion, !ended);
            portion = new ArrayList<>();
        }
        if (why != null) {
            waiting.completeExceptionally(why);
        } else {
            waiting.complete(full);
        }
    }
}
