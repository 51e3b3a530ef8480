package dev.tercet.v2.internal.lock;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The claims of a client that are not over, to end with it. Threads: any. */
final class OpenClaims {
    private final Set<Claim> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    void add(Claim claim) {
        open.add(claim);
        if (closed) {
            claim.close();
            claim.cutShort();
        }
    }

    void remove(Claim claim) {
        open.remove(claim);
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends them, and waits a second at most for what can be taken out of the queues. */
    void close() {
        closed = true;
        List<Claim> all = List.copyOf(open);
        all.forEach(Claim::close);
        CompletableFuture<?>[] ends = all.stream().map(Claim::over).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What is left is left to its time to live.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Their calls end with the client, but who is at rest would never be woken.
        open.forEach(Claim::cutShort);
    }
}
