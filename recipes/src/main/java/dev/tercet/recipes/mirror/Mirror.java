package dev.tercet.recipes.mirror;

import dev.tercet.error.EtcdException;
import dev.tercet.recipes.internal.flow.Await;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A copy of a prefix in another cluster, or elsewhere in the same one, that is kept up to date while the mirror is open.
 *
 * <pre>{@code
 * try (Mirror mirror = recipes.mirror(backup, MirrorPlan.of("jobs/"))) {
 *     mirror.catchUp();
 *     mirror.verify().isEqual();
 * }
 * }</pre>
 *
 * <p>It goes on by itself when either cluster cannot be reached, for as long as it takes. When it is closed, or its process dies, the
 * next one with the same plan goes on where it was. Where the source's history is compacted by then it lists everything, and applies
 * exactly the difference, deletes included; so it does when the source is another cluster, or was restored from a backup of long ago.
 *
 * <p><b>Guarantee.</b> Every revision of the source that touches the prefix is applied in order and once, all of it in one
 * transaction with the checkpoint; several that follow each other may come in one. A revision of more than 127 keys (60 if foreign keys
 * are kept) or 1.3 MB is split over several. While everything is listed, the destination is part old and part new. Whoever opens a
 * mirror with a plan takes the checkpoint over: one that still runs writes nothing any more, and ends with {@code
 * MirrorDisplacedException}. <b>Cost.</b> A transaction at the destination for each revision or group of them; to begin, a list of both
 * sides and a transaction for each 127 keys that differ; a transaction for the checkpoint alone when the source says that nothing
 * happened for a while. In memory are at most 64 revisions, what the watch behind it buffers, and some pages. No session is in it that
 * could be <b>lost</b>. <b>Keys.</b> Those of the destination's prefix, the checkpoint, and with {@link ForeignKeys#KEEP} one below it
 * for each.
 *
 * <p>Leases are not carried over: a copied key stays until the original is deleted or expires, whose deletion is copied. Revisions and
 * versions are the destination's own. A destination in the range of the source, in one cluster, would copy itself without end: it is
 * refused where both sides are the same client.
 *
 * @since 0.1
 */
public interface Mirror extends AutoCloseable {
    /** What it copies. */
    MirrorPlan plan();

    /** How far it is. */
    MirrorStatus status();

    /**
     * When it has the checkpoint: every mirror before it is out.
     *
     * @return a new future; fails as {@link #ended()} tells
     */
    CompletableFuture<Void> started();

    /**
     * When the destination first shows all that the source had when the mirror started.
     *
     * @return a new future, with the source's revision; fails as {@link #ended()} tells
     */
    CompletableFuture<Long> synced();

    /** {@link #catchUpAsync}, waiting for it. */
    default long catchUp() {
        return Await.on(plan() + ": catch up", catchUpAsync());
    }

    /**
     * When the destination shows all that the source has now: one read at the source, and what is left to be copied.
     *
     * @return the source's revision that it shows, or a later one; has no deadline of its own. Fails as a read does, and as {@link
     *     #ended()} tells
     */
    CompletableFuture<Long> catchUpAsync();

    /** {@link #verifyAsync}, waiting for it. */
    default MirrorCheck verify() {
        return Await.on(plan() + ": verify", verifyAsync());
    }

    /**
     * Compares both sides, key by key and value by value: it catches up, and reads the destination at one revision and the source at
     * the revision which that shows, whatever is written meanwhile.
     *
     * @return fails as {@link #catchUpAsync} and as a read does; with {@code CompactedException} if history is compacted faster than
     *     it can be read, three times over
     */
    CompletableFuture<MirrorCheck> verifyAsync();

    /**
     * When it has ended, and why: empty when it was closed. It ends by itself for what does not pass: {@code
     * MirrorDisplacedException}, foreign keys that are refused, a permission that is missing, a value that the destination does not
     * take, a full database, a closed client.
     *
     * @return a new future that never completes exceptionally; its dependents run on the client's callback executor
     */
    CompletableFuture<Optional<EtcdException>> ended();

    /**
     * Ends it; does not wait. A transaction under way may still be applied: the checkpoint is in it. What waits for the mirror fails
     * with {@code ClientClosedException}. Neither client is closed. Closing twice is harmless.
     */
    @Override
    void close();
}
