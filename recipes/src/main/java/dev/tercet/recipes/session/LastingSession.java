package dev.tercet.recipes.session;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.ServiceInstance;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One session after another, for programs that run for months: when one is lost, another is opened.
 *
 * <p>What hung on the lost one is lost for good: keys are put again by a {@link LastingKey}, and whoever held a lock has to acquire it
 * again on the session that follows. What hangs on a session goes by {@link #onSignal}.
 *
 * <p><b>Guarantee.</b> At most one session at a time. Listeners are told each session and each loss in order, and none twice. It opens
 * its first session in the background and tries until it is closed, with pauses that grow from a tenth of a second to five seconds;
 * so it may be made before there is a server. <b>Cost.</b> That of a session, and one round trip to open the next. When a session is
 * <b>lost</b> the next is opened at once. <b>Keys.</b> None of its own.
 *
 * @since 0.1
 */
public interface LastingSession extends AutoCloseable {
    /** The client whose sessions these are. */
    EtcdClient client();

    /** The session there is now; empty between two of them, before the first, and after the end. */
    Optional<Session> current();

    /**
     * The session there is now, or the next one if there is none. It may be lost as soon as it is had.
     *
     * @return fails with {@code ClientClosedException} if there will be none; cancelling it, or {@code orTimeout}, harms nobody else
     */
    CompletableFuture<Session> sessionAsync();

    /** {@link #sessionAsync()}, waiting for it, however long that takes. */
    default Session session() {
        return Await.on("wait for a session", sessionAsync());
    }

    /**
     * Tells a listener what happens from here on, in order and one call at a time, on the callback executor; a session that is there
     * already first. It may block, which holds up nobody but itself, and may use the client. One that throws is logged, and told
     * the next signal all the same.
     *
     * @return to be closed when no more is to be told; a signal that is on its way may still come
     */
    Subscription onSignal(Consumer<? super SessionSignal> listener);

    /**
     * Keeps a key present on whatever session there is. See {@link LastingKey}.
     *
     * @return at once; {@link LastingKey#awaitPresentAsync()} tells when it is there
     * @throws IllegalArgumentException if {@code key} is empty
     */
    LastingKey key(Bytes key, Bytes value, LastingKey.Claim claim);

    /** {@link #key(Bytes, Bytes, LastingKey.Claim)} with texts in UTF-8, taking the key over from whoever has it. */
    default LastingKey key(String key, String value) {
        return key(Bytes.of(key), Bytes.of(value), LastingKey.Claim.TAKE_OVER);
    }

    /** {@link #register(String, String, Endpoint)} with the address as the id. */
    default LastingKey register(String service, Endpoint endpoint) {
        return register(service, endpoint.address(), endpoint);
    }

    /**
     * Keeps an instance of a service on the list, in the place of one with the same id, on whatever session there is. Another endpoint is
     * said with {@link LastingKey#setValue(Bytes)} and {@link Endpoint#toJson()}.
     *
     * @return at once; {@link LastingKey#awaitPresentAsync()} tells when it is there
     * @throws IllegalArgumentException if {@code service} or {@code id} is empty
     */
    default LastingKey register(String service, String id, Endpoint endpoint) {
        return key(ServiceInstance.key(service, id), endpoint.toJson(), LastingKey.Claim.TAKE_OVER);
    }

    /** Whether it was closed, or its client. */
    boolean isClosed();

    /**
     * Ends it, and closes the session there is, which gives back what hangs on it.
     *
     * @return completes when that is done, or fails as closing a session does. A session that was being opened is revoked in the
     *     background
     */
    CompletableFuture<Void> closeAsync();

    /** {@link #closeAsync()}, waiting for it. Closing twice is harmless. */
    @Override
    default void close() {
        Await.on("close lasting session", closeAsync());
    }

    /** A listener that is told what happens. */
    interface Subscription extends AutoCloseable {
        /** Has it told no more. Does not wait; closing twice is harmless. */
        @Override
        void close();
    }
}
