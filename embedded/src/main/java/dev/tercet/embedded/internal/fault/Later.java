package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.rpc.Waiting;

/** What a call waits for, which is known only once it has begun: it may be cancelled before. */
final class Later implements Waiting {
    // Both under this object's monitor.
    private Waiting known = Waiting.NONE;
    private boolean cancelled;

    /** Now it is known; it is cancelled at once if this was. */
    void become(Waiting waiting) {
        synchronized (this) {
            known = waiting;
            if (!cancelled) {
                return;
            }
        }
        waiting.cancel();
    }

    @Override
    public void cancel() {
        Waiting given;
        synchronized (this) {
            cancelled = true;
            given = known;
        }
        given.cancel();
    }
}
