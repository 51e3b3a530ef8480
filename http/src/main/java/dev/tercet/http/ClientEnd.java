package dev.tercet.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a client of java.net.http, its idle connections and its thread.
 *
 * <p>Since JDK 21 it can be told to. Before, it ends some time after nobody refers to it any more; or at once when its selector thread
 * is interrupted, which is what that thread's loop asks for. A connection on which something came that is no head of an
 * answer is forgotten by the JDK without being closed. Newer ones find it at their end; on JDK 17 nobody gets hold of it again.
 */
final class ClientEnd {
    private static final long PATIENCE_SECONDS = 2;
    private static final @Nullable MethodHandle SHUTDOWN_NOW = shutdownNow();

    private ClientEnd() {}

    private static @Nullable MethodHandle shutdownNow() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    /** Ends it, and waits a little for its thread, so that it is gone when this returns if that is quick. */
    static void of(HttpClient client) {
        Thread selector = SelectorThread.of(client);
        MethodHandle shutdownNow = SHUTDOWN_NOW;
        if (shutdownNow != null) {
            shutDown(shutdownNow, client);
        } else if (selector != null) {
            selector.interrupt();
        }
        if (selector != null && selector != Thread.currentThread()) {
            try {
                selector.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @SuppressWarnings("IllegalCatch") // What a method handle declares.
    private static void shutDown(MethodHandle shutdownNow, HttpClient client) {
        try {
            shutdownNow.invokeExact(client);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
