package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.internal.flow.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Items on their way back to the head, since nobody wants them any more: once, however often servers or replies fail, and for as long
 * as it takes, unless the client is closed.
 */
final class PutBack {
    private static final Logger LOG = LoggerFactory.getLogger(PutBack.class);

    private final EtcdClient etcd;
    private final QueueKeys keys;
    private final Once once;
    private final List<Item> items;
    private final long since;
    // Touched by one attempt at a time.
    private String call;
    private boolean doubtful;

    private PutBack(EtcdClient etcd, QueueKeys keys, Once once, List<Item> items, long since) {
        this.etcd = etcd;
        this.keys = keys;
        this.once = once;
        this.items = items;
        this.since = since;
        this.call = once.newCall();
    }

    /** Sends them, under the keys that they are to have. */
    static void send(EtcdClient etcd, QueueKeys keys, Once once, List<Item> items) {
        Insistence.on(etcd, () -> etcd.async().kv().get(keys.taken())).whenComplete((mark, failure) -> {
            long since = failure == null ? mark.map(KeyValue::modRevision).orElse(0L) : 0;
            PutBack back = new PutBack(etcd, keys, once, items, since);
            if (failure == null) {
                back.send();
            } else {
                back.giveUp(Task.unwrapped(failure));
            }
        });
    }

    private void send() {
        Insistence.on(etcd, this::attempt).whenComplete((sent, failure) -> {
            if (failure != null) {
                failed(Task.unwrapped(failure));
            }
        });
    }

    // While it is not known whether it was done, that is found out before it is sent again.
    private CompletableFuture<Sent> attempt() {
        CompletableFuture<Sent> sending = doubtful
                ? once.settle(call, keys.taken(), since)
                : once.send(call, Txn.when(once.guard(call)).then(puts()), keys.taken(), since);
        return sending.handle((sent, failure) -> {
            if (failure != null) {
                doubtful |= Task.unwrapped(failure) instanceof EtcdException lost && lost.outcome() == Outcome.UNKNOWN;
                throw new CompletionException(Task.unwrapped(failure));
            }
            doubtful = false;
            if (sent instanceof Sent.Never) {
                // Its fence stands: it takes another name to be sent again.
                call = once.newCall();
                throw new CompletionException(new UnavailableException(
                        Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "the request was lost")));
            }
            return sent;
        });
    }

    private List<Op<?>> puts() {
        List<Op<?>> puts = new ArrayList<>();
        items.forEach(item -> puts.add(Put.of(item.key(), item.value())));
        puts.add(Put.of(keys.taken(), Bytes.of(call)));
        return puts;
    }

    private void failed(Throwable failure) {
        if (items.size() > 1 && !doubtful && failure instanceof RejectedEtcdException) {
            // They are too many, or too large, for one transaction.
            int half = items.size() / 2;
            new PutBack(etcd, keys, once, items.subList(0, half), since).send();
            new PutBack(etcd, keys, once, items.subList(half, items.size()), since).send();
        } else {
            giveUp(failure);
        }
    }

    private void giveUp(Throwable failure) {
        LOG.error(
                "could not put {} items back into queue {}: {}",
                items.size(),
                keys.name(),
                doubtful ? "whether they are there is not known" : "they are lost",
                failure);
    }
}
