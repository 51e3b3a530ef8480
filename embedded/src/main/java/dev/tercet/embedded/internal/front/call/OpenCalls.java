package dev.tercet.embedded.internal.front.call;

import dev.tercet.embedded.internal.status.EtcdError;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls and streams that came through a front and have no end yet. Safe for threads. */
public final class OpenCalls {
    private final Set<OpenCall> all = ConcurrentHashMap.newKeySet();
    private volatile @Nullable EtcdError stopped;

    /** A new one is under way. It ends at once if the front is stopped. */
    public void add(OpenCall one) {
        all.add(one);
        EtcdError error = stopped;
        if (error != null) {
            one.endBy(error);
        }
    }

    /** One has its end. */
    public void remove(OpenCall one) {
        all.remove(one);
    }

    /** Ends all of them, and whatever comes later. */
    public void stop(EtcdError error) {
        stopped = error;
        all.forEach(one -> one.endBy(error));
    }
}
