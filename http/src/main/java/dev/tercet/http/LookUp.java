package dev.tercet.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks a host's name up where that holds nobody up.
 *
 * <p>java.net.http looks it up for each request, on the thread that sends it, which may be the I/O thread or the client's timer. The
 * JVM remembers an address for half a minute, so that is quick while there are requests; the first one, those after a silence and
 * those after a failure wait here until a pool's thread has made the JVM remember. What remains is one look-up in half a minute.
 *
 * <p>Threads: any. All who come while a look-up is under way wait for that one.
 */
final class LookUp {
    private static final long FRESH_NANOS = 20_000_000_000L;

    private final String name;
    private final Resolver resolver;
    private final AtomicReference<@Nullable Found> latest = new AtomicReference<>();

    /** Looks up names, and may take its time. */
    interface Resolver {
        InetAddress resolve(String name) throws UnknownHostException;
    }

    private record Found(CompletableFuture<InetAddress> address, long sinceNanos) {
        boolean isFresh(long now) {
            return !address.isDone() || (!address.isCompletedExceptionally() && now - sinceNanos < FRESH_NANOS);
        }
    }

    LookUp(String name, Resolver resolver) {
        this.name = name;
        this.resolver = resolver;
    }

    /** The address as it was found last, or is being found. */
    CompletableFuture<InetAddress> address() {
        while (true) {
            long now = System.nanoTime();
            Found current = latest.get();
            if (current != null && current.isFresh(now)) {
                return current.address();
            }
            CompletableFuture<InetAddress> next = new CompletableFuture<>();
            if (latest.compareAndSet(current, new Found(next, now))) {
                next.completeAsync(this::resolve);
                return next;
            }
        }
    }

    private InetAddress resolve() {
        Blocking blocking = new Blocking();
        try {
            ForkJoinPool.managedBlock(blocking);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        InetAddress found = blocking.found;
        if (found == null) {
            throw new CompletionException(blocking.failure);
        }
        return found;
    }

    /** Tells the pool that its thread waits, so that it has another for other work. */
    private final class Blocking implements ForkJoinPool.ManagedBlocker {
        private @Nullable InetAddress found;
        private UnknownHostException failure = new UnknownHostException(name);

        @Override
        public boolean block() {
            try {
                found = resolver.resolve(name);
            } catch (UnknownHostException e) {
                failure = e;
            }
            return true;
        }

        @Override
        public boolean isReleasable() {
            return found != null;
        }
    }
}
