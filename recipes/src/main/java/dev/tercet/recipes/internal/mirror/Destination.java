package dev.tercet.recipes.internal.mirror;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.error.MirrorDisplacedException;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.mirror.ForeignKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The destination as one mirror writes it: each transaction says that the checkpoint is as this one left it, and leaves another.
 *
 * <p>Threads: one call at a time, each after the end of the one before; what is between them is seen by whoever comes next.
 */
final class Destination {
    private final AsyncKv kv;
    private final Names names;
    private final Bytes key;
    private final String writer;
    private long number;
    private long heldAt;
    private boolean claimed;
    private @Nullable Attempt attempt;

    /** What was sent last, to be sent again as it is. */
    private record Attempt(Txn txn, Checkpoint left) {}

    Destination(EtcdClient etcd, Names names, String writer) {
        // A transaction whose reply was lost is sent again: it makes its own compare false, and no other leaves its
        // checkpoint.
        this.kv = etcd.async().kv().with(etcd.options().retryingWrites());
        this.names = names;
        this.key = names.plan().checkpoint();
        this.writer = writer;
    }

    /** Reads the checkpoint, when nothing of ours is under way to it any more. */
    CompletableFuture<Optional<Checkpoint>> locate(Task task) {
        Attempt last = attempt;
        return last == null ? read(task) : settle(task, last).thenCompose(settled -> read(task));
    }

    private CompletableFuture<Optional<Checkpoint>> read(Task task) {
        return task.step(kv.get(Get.of(key))).thenApply(this::located);
    }

    private Optional<Checkpoint> located(GetResult found) {
        KeyValue stored = found.first().orElse(null);
        if (stored == null) {
            if (claimed) {
                throw new MirrorDisplacedException(key);
            }
            heldAt = 0;
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.decode(stored.value(), names.plan()).orElse(null);
        if (claimed && (checkpoint == null || !checkpoint.writer().equals(writer))) {
            throw new MirrorDisplacedException(key);
        }
        if (checkpoint == null) {
            throw refused("the checkpoint " + key + " is there, and of something else than a " + names.plan()
                    + "; give this one another checkpoint, or delete that one");
        }
        heldAt = stored.modRevision();
        return Optional.of(checkpoint);
    }

    /**
     * Makes the checkpoint this mirror's.
     *
     * @return nothing if the mirror before it, which may still have been at it, wrote another one since it was read
     */
    CompletableFuture<Optional<Commit>> claim(Task task, Checkpoint checkpoint) {
        boolean wantsNone = names.plan().foreignKeys() == ForeignKeys.REFUSE && heldAt == 0;
        return settle(task, attempt(List.of(), checkpoint, wantsNone));
    }

    /** Applies these, and leaves the checkpoint; or, if an attempt at that has no outcome yet, goes on with it. */
    CompletableFuture<Commit> commit(Task task, List<? extends Op<?>> ops, Checkpoint checkpoint) {
        Attempt last = attempt;
        return settle(task, last == null ? attempt(ops, checkpoint, false) : last)
                .thenApply(done -> done.orElseThrow(() -> new MirrorDisplacedException(key)));
    }

    private Attempt attempt(List<? extends Op<?>> ops, Checkpoint checkpoint, boolean wantsNone) {
        Checkpoint left = checkpoint.by(writer, ++number);
        List<Compare> compares = new ArrayList<>();
        compares.add(
                heldAt == 0 ? Compare.missing(key) : Compare.modRevision(key).equalTo(heldAt));
        if (wantsNone) {
            compares.add(Compare.version(names.destination()).equalTo(0));
        }
        Txn txn = Txn.when(compares)
                .then(ops)
                .then(Put.of(key, left.encode(names.plan())))
                .orElse(Get.of(key));
        Attempt next = new Attempt(txn, left);
        attempt = next;
        return next;
    }

    private CompletableFuture<Optional<Commit>> settle(Task task, Attempt sent) {
        return task.step(kv.txn(sent.txn)).thenApply(result -> settled(result, sent));
    }

    private Optional<Commit> settled(TxnResult result, Attempt sent) {
        attempt = null;
        if (result.succeeded()) {
            heldAt = result.revision();
        } else {
            KeyValue stored = result.get(0).first().orElse(null);
            if (stored == null && !claimed && heldAt == 0) {
                throw refused("there are keys in " + names.destination() + " already, and the " + names.plan()
                        + " has not begun; withForeignKeys says whether they are to be deleted or kept");
            }
            if (stored == null || !stored.value().equals(sent.left.encode(names.plan()))) {
                if (claimed) {
                    throw new MirrorDisplacedException(key);
                }
                return Optional.empty();
            }
            // Applied by a first try whose reply was lost.
            heldAt = stored.modRevision();
        }
        claimed = true;
        return Optional.of(new Commit(heldAt, sent.left));
    }

    /**
     * A transaction that is applied.
     *
     * @param revision the destination's
     * @param left the checkpoint as it is now
     */
    record Commit(long revision, Checkpoint left) {}

    private static RejectedEtcdException refused(String message) {
        return new RejectedEtcdException(Details.of(ErrorCode.FAILED_PRECONDITION, Outcome.NOT_APPLIED, message));
    }
}
