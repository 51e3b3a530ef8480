package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Items that are deleted as they are taken, from the head on. */
final class HeadStock implements Stock<Bytes, Item> {
    private final EtcdClient etcd;
    private final QueueKeys keys;
    private final Head head;
    private final Once once;

    HeadStock(EtcdClient etcd, QueueKeys keys, Head head) {
        this.etcd = etcd;
        this.keys = keys;
        this.head = head;
        this.once = new Once(etcd, keys);
    }

    @Override
    public CompletableFuture<Page<Bytes>> read() {
        return etcd.async().kv().txn(Txn.all().then(head.reads())).thenCompose(answer -> {
            Page<Bytes> page = head.page(answer.results(), answer.revision());
            return page == null ? read() : CompletableFuture.completedFuture(page);
        });
    }

    @Override
    public CompletableFuture<Haul<Bytes, Item>> take(Page<Bytes> known, int wanted) {
        String call = once.newCall();
        Blocks blocks = new Blocks(known, wanted);
        boolean refill = known.candidates().size() <= Math.max(Head.PAGE / 4, 2 * wanted);
        // From the last block to the first, since each is what the one before it does otherwise.
        Txn chain = null;
        for (int i = blocks.count() - 1; i >= 0; i--) {
            List<Op<?>> taking = new ArrayList<>();
            taking.add(Delete.of(blocks.range(i)).returningPrevious());
            taking.add(Put.of(keys.taken(), Bytes.of(call)));
            if (refill) {
                taking.addAll(head.reads());
            }
            chain = Txn.when(blocks.compares(i, head))
                    .then(taking)
                    .orElse(chain == null ? head.reads() : List.of(chain));
        }
        Txn txn = Txn.when(once.guard(call)).then(List.of(chain));
        return once.send(call, txn, keys.taken(), known.revision()).thenCompose(sent -> {
            if (sent instanceof Sent.Answered answer) {
                return CompletableFuture.completedFuture(haul(answer.result(), blocks));
            } else if (sent instanceof Sent.Unseen unseen) {
                return unseen(blocks, unseen.revision());
            }
            return CompletableFuture.completedFuture(new Haul<>(List.of(), null));
        });
    }

    private Haul<Bytes, Item> haul(TxnResult answer, Blocks blocks) {
        // Of nested answers only the outermost tells the revision.
        TxnResult at = answer.txn(0);
        for (int i = 0; i < blocks.count(); i++) {
            if (at.succeeded()) {
                head.taken(blocks.last(i));
                Page<Bytes> rest = at.results().size() > 2
                        ? head.page(at.results().subList(2, at.results().size()), answer.revision())
                        : blocks.after(i);
                return new Haul<>(items(at.delete(0).previous()), rest);
            }
            if (i < blocks.count() - 1) {
                at = at.txn(0);
            }
        }
        return new Haul<>(List.of(), head.page(at.results(), answer.revision()));
    }

    private static List<Item> items(List<KeyValue> kvs) {
        return kvs.stream().map(kv -> new Item(kv.key(), kv.value())).toList();
    }

    // What the transaction took is what was there just before it, of the first block of which the last item was.
    private CompletableFuture<Haul<Bytes, Item>> unseen(Blocks blocks, long revision) {
        Get before = Get.of(blocks.all()).atRevision(revision - 1);
        return etcd.async().kv().get(before).handle((found, failure) -> {
            if (failure != null) {
                throw new CompletionException(lost(Task.unwrapped(failure)));
            }
            return new Haul<Bytes, Item>(taken(blocks, found), null);
        });
    }

    private static List<Item> taken(Blocks blocks, GetResult before) {
        for (int i = 0; i < blocks.count(); i++) {
            Bytes last = blocks.last(i);
            if (before.kvs().stream().anyMatch(kv -> kv.key().equals(last))) {
                KeyRange range = blocks.range(i);
                return items(before.kvs().stream()
                        .filter(kv -> range.contains(kv.key()))
                        .toList());
            }
        }
        return List.of();
    }

    private Throwable lost(Throwable failure) {
        String why = failure instanceof CompactedException ? "that history is compacted" : "they cannot be read";
        return new UnavailableException(new Details(
                ErrorCode.UNAVAILABLE,
                Outcome.UNKNOWN,
                "took items from queue " + keys.name() + ", the reply was lost, and " + why + ": they are lost",
                "Txn",
                null,
                failure));
    }

    @Override
    public WatchRequest watch(long fromRevision) {
        return WatchRequest.of(keys.all()).fromRevision(fromRevision).without(WatchFilter.NO_DELETE);
    }

    @Override
    public @Nullable Page<Bytes> news(WatchSignal.Change change) {
        return new Page<>(change.events().stream().map(WatchEvent::key).sorted().toList(), change.revision());
    }

    @Override
    public void giveBack(List<Item> items) {
        PutBack.send(
                etcd,
                keys,
                once,
                items.stream()
                        .map(item -> new Item(head.putBack(item.key()), item.value()))
                        .toList());
    }
}
