package dev.tercet.recipes.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A local copy of a range of keys that follows the server.
 *
 * <pre>{@code
 * try (Cache cache = recipes.openCache("services/")) {
 *     cache.awaitSynced(Duration.ofSeconds(10));
 *     cache.getString("services/ann");
 *     for (KeyValue service : cache.prefix("services/eu/")) { … }
 * }
 * }</pre>
 *
 * <p><b>Guarantee.</b> The copy is at every moment exactly what the range was at {@link #revision()}: a revision's changes come into it
 * together or not at all, in order, none lost, whatever happens to connections, members and history. It is as old as the way from the
 * server is long, and older while that is cut; a read that must not be old goes through {@link #catchUp}. {@link #revision()} never goes
 * down. <b>Cost.</b> A list in pages when it is opened, then one watch; reads make no call, and take no lock. A list again when history
 * was compacted while the server could not be reached. <b>Lost</b> is nothing with a session, since it has none; what ends a cache is
 * in {@link #state()}: that it was closed, that its client was, a lost permission, a limit of its own. <b>Keys.</b> None of its own.
 *
 * <p><b>Memory.</b> {@link #bytes()}, which {@link CacheRequest#withMaxBytes} bounds; while a list is read, the same once more; 16 MiB
 * at most of changes under way; what snapshots hold that has changed since; and at most some 4 MiB for each listener that is slow.
 *
 * <p>Reads of a cache that was never synced are an {@link IllegalStateException}: nothing is known yet. One that has ended answers from
 * what it had last. Each read is of the newest content; several of one revision are made of one {@link #snapshot()}.
 *
 * <p>Safe for use by any number of threads.
 *
 * @since 0.1
 */
public interface Cache extends CacheContent, AutoCloseable {
    /** What is cached, and how much of it. */
    CacheRequest request();

    /** How it is doing. */
    CacheState state();

    /**
     * The content as it is now.
     *
     * @throws IllegalStateException if the first list is not complete
     */
    CacheSnapshot snapshot();

    /**
     * When the first list is complete: with the content then. Cancelling the future does nothing to the cache.
     *
     * @return a new future; fails with the cause of an end that came before, {@code ClientClosedException} if it was closed
     */
    CompletableFuture<CacheSnapshot> synced();

    /** {@link #awaitSyncedAsync}, waiting for it. */
    default CacheSnapshot awaitSynced(Duration atMost) {
        return Await.on("sync cache", awaitSyncedAsync(atMost));
    }

    /**
     * Waits until the first list is complete.
     *
     * @param atMost more than zero
     * @return the content then; fails with {@code EtcdTimeoutException}, or as {@link #synced()} does
     */
    CompletableFuture<CacheSnapshot> awaitSyncedAsync(Duration atMost);

    /** {@link #awaitRevisionAsync}, waiting for it. */
    default CacheSnapshot awaitRevision(long revision, Duration atMost) {
        return Await.on("wait for revision " + revision, awaitRevisionAsync(revision, atMost));
    }

    /**
     * Waits until the copy has reached a revision, such as that of a write of one's own. Where nothing in the range changed at or after
     * it, the server is asked how far it is.
     *
     * @param revision not negative; one yet to come is waited for
     * @param atMost more than zero
     * @return the content, with everything up to the revision in it; fails with {@code EtcdTimeoutException}, and with the cause of an
     *     end
     */
    CompletableFuture<CacheSnapshot> awaitRevisionAsync(long revision, Duration atMost);

    /** {@link #catchUpAsync}, waiting for it. */
    default CacheSnapshot catchUp(Duration atMost) {
        return Await.on("catch up", catchUpAsync(atMost));
    }

    /**
     * A linearizable read: waits until the copy has everything that was written before this was called. It costs a round trip for the
     * server's revision, and another where the copy cannot know by itself that it has reached it. For a single key, a read of the
     * server is cheaper.
     *
     * <p>With members before 3.4.25 and 3.5.8, whose marks of progress cannot be relied on, and where not every endpoint tells its
     * version, the server is asked for its last change instead, which costs it a look at every key of the range; the copy may then show
     * keys that came and went again shortly before, so it is the snapshot that this answers that has to be read.
     *
     * @param atMost more than zero
     * @return the content, with everything in it, of a revision that is no earlier; fails with {@code EtcdTimeoutException}, as a read
     *     does, and with the cause of an end
     */
    CompletableFuture<CacheSnapshot> catchUpAsync(Duration atMost);

    /**
     * Tells a listener, beginning with the content as it is, or will be when the first list is complete.
     *
     * @return to have it told nothing more
     */
    Listening listen(CacheListener listener);

    /**
     * Tells a listener of what is different from now on; of the first list, nothing.
     *
     * @return to have it told nothing more
     */
    Listening listenToChanges(CacheListener listener);

    /** Ends the copying; does not wait for the server to know. What it had can still be read. Closing twice is harmless. */
    @Override
    void close();

    @Override
    default Optional<KeyValue> get(Bytes key) {
        return snapshot().get(key);
    }

    @Override
    default Iterable<KeyValue> range(KeyRange range) {
        return snapshot().range(range);
    }

    @Override
    default Iterator<KeyValue> iterator() {
        return snapshot().iterator();
    }

    @Override
    default Stream<KeyValue> stream() {
        return snapshot().stream();
    }

    @Override
    default long revision() {
        return snapshot().revision();
    }

    @Override
    default int size() {
        return snapshot().size();
    }

    @Override
    default long bytes() {
        return snapshot().bytes();
    }

    /**
     * A listener that is told.
     *
     * @since 0.1
     */
    interface Listening extends AutoCloseable {
        /** Whether it is: false once it is closed, has thrown, or was told the end. */
        boolean isOpen();

        /** Tells it nothing more, except what it is being told already. Closing twice is harmless. */
        @Override
        void close();
    }
}
