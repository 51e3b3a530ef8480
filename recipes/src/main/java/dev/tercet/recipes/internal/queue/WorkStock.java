package dev.tercet.recipes.internal.queue;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Work that is free, which is taken by claiming it on the worker's lease.
 *
 * <p>Items stay where they are until they are completed, so those that are claimed have to be passed over: pages of items and the
 * claims beside them are read together, until there is a page with something free.
 */
final class WorkStock implements Stock<Chance, Claim> {
    private final Ground ground;
    private final QueueKeys keys;
    private final int attempts;
    private final Once once;
    // Before this one, and apart from what was put back, there is no item any more.
    private Bytes cursor = Bytes.EMPTY;

    WorkStock(Ground ground, QueueKeys keys, int attempts) {
        this.ground = ground;
        this.keys = keys;
        this.attempts = attempts;
        this.once = new Once(ground.etcd(), keys);
    }

    private EtcdClient etcd() {
        return ground.etcd();
    }

    @Override
    public CompletableFuture<Page<Chance>> read() {
        return etcd().async()
                .kv()
                .txn(Txn.all(
                        Get.of(keys.back()).limit(Head.PAGE).keysOnly(),
                        Get.of(keys.claimsBack()).keysOnly(),
                        Get.of(keys.front(cursor)).limit(Head.PAGE).keysOnly(),
                        Get.of(keys.claimsFront(cursor)).keysOnly()))
                .thenCompose(answer -> {
                    answer.get(2).first().ifPresent(kv -> cursor = kv.key());
                    List<Chance> free = new ArrayList<>();
                    return sift(answer.get(0), answer.get(1), free)
                            .thenCompose(done -> sift(answer.get(2), answer.get(3), free))
                            .thenCompose(done -> more(answer.get(2), free, answer.revision()));
                });
    }

    private CompletableFuture<Page<Chance>> more(GetResult before, List<Chance> free, long revision) {
        if (!free.isEmpty() || !before.more()) {
            return CompletableFuture.completedFuture(new Page<>(free, revision));
        }
        Bytes from = before.kvs().get(before.kvs().size() - 1).key().next();
        // With the revision of the first page, so that a watch from there on sees also what is free since.
        return etcd().async()
                .kv()
                .txn(Txn.all(
                        Get.of(keys.front(from)).limit(Head.PAGE).keysOnly(),
                        Get.of(keys.claimsFront(from)).keysOnly()))
                .thenCompose(answer -> sift(answer.get(0), answer.get(1), free)
                        .thenCompose(done -> more(answer.get(0), free, revision)));
    }

    private CompletableFuture<?> sift(GetResult items, GetResult claims, List<Chance> free) {
        Set<Bytes> taken = new HashSet<>();
        claims.forEach(claim -> taken.add(keys.claimed(claim.key())));
        List<CompletableFuture<?>> burials = new ArrayList<>();
        for (KeyValue item : items) {
            if (taken.contains(item.key())) {
                continue;
            }
            if (keys.attempts(item) < attempts) {
                free.add(new Chance(item.key(), item.modRevision()));
            } else {
                burials.add(bury(item));
            }
        }
        return CompletableFuture.allOf(burials.toArray(CompletableFuture[]::new));
    }

    // It has had its attempts. It changes with each claim, so that this has no effect twice, nor if somebody has it
    // after all.
    private CompletableFuture<?> bury(KeyValue item) {
        return etcd().async().kv().get(item.key()).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            Txn burial = Txn.when(
                            Compare.missing(keys.claim(item.key())),
                            Compare.modRevision(item.key()).equalTo(item.modRevision()))
                    .then(
                            Delete.of(item.key()),
                            Put.of(keys.dead(keys.id(item.key())), found.get().value()));
            return etcd().async().kv().with(etcd().options().retryingWrites()).txn(burial);
        });
    }

    @Override
    public CompletableFuture<Haul<Chance, Claim>> take(Page<Chance> known, int wanted) {
        String call = once.newCall();
        ClaimChains chains = new ClaimChains(known.candidates(), wanted);
        List<Op<?>> claiming = new ArrayList<>(chains.claims(keys, ground.id(), call));
        claiming.add(Put.of(keys.taken(), Bytes.of(call)));
        Txn txn = Txn.when(once.guard(call)).then(claiming);
        CompletableFuture<Sent> sending = once.send(call, txn, keys.taken(), known.revision())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(ground.reason(failure)));
        return sending.thenCompose(sent -> {
            if (sent instanceof Sent.Answered answer) {
                return CompletableFuture.completedFuture(haul(chains, answer.result(), known.revision()));
            } else if (sent instanceof Sent.Unseen unseen) {
                return unseen(chains.tried(), call, unseen.revision());
            }
            return CompletableFuture.completedFuture(new Haul<>(List.of(), null));
        });
    }

    private static Haul<Chance, Claim> haul(ClaimChains chains, TxnResult answer, long revision) {
        List<TxnResult> results = new ArrayList<>();
        for (int i = 0; i < answer.results().size() - 1; i++) {
            results.add(answer.txn(i));
        }
        List<Chance> untried = new ArrayList<>();
        List<Claim> claimed = chains.claimed(results, untried);
        return new Haul<>(claimed, untried.isEmpty() ? null : new Page<>(untried, revision));
    }

    // Claims that stand have our call in them, and were made in that revision.
    private CompletableFuture<Haul<Chance, Claim>> unseen(List<Bytes> tried, String call, long revision) {
        KeyRange range = KeyRange.between(
                keys.claim(tried.get(0)),
                keys.claim(tried.get(tried.size() - 1)).next());
        return etcd().async()
                .kv()
                .get(Get.of(range))
                .thenCompose(claims -> {
                    List<Op<?>> reads = new ArrayList<>();
                    claims.kvs().stream()
                            .filter(claim -> Once.isBy(call, claim.value()))
                            .forEach(claim -> reads.add(Get.of(keys.claimed(claim.key()))));
                    return etcd().async().kv().txn(Txn.all().then(reads));
                })
                .thenApply(items -> {
                    List<Claim> ours = new ArrayList<>();
                    for (int i = 0; i < items.results().size(); i++) {
                        items.get(i)
                                .first()
                                .filter(kv -> kv.modRevision() == revision)
                                .ifPresent(kv -> ours.add(new Claim(kv)));
                    }
                    return new Haul<>(ours, null);
                });
    }

    @Override
    public WatchRequest watch(long fromRevision) {
        return WatchRequest.of(keys.all()).and(keys.claims()).fromRevision(fromRevision);
    }

    @Override
    public @Nullable Page<Chance> news(WatchSignal.Change change) {
        boolean free = change.range().equals(keys.all())
                ? change.events().stream().anyMatch(WatchEvent::isCreate)
                : change.events().stream().anyMatch(WatchEvent::isDelete);
        return free ? new Page<>(List.of(), change.revision()) : null;
    }

    @Override
    public void giveBack(List<Claim> claims) {
        claims.forEach(claim -> new ClaimedItem(ground, keys, attempts, claim).unclaim());
    }
}
