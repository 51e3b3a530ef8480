package dev.tercet.conformance.faults.embedded;

import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheSnapshot;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Locks, leases and caches that are worse than ours, each in one way, to see that they would be found out. */
final class WorseRecipesTest {
    private static final LeaseState ALIVE = new LeaseState.Active();

    @Test
    void aLockOfWhichWhoWaitsIsNeverTold() throws Exception {
        FoundOut.expect(
                () -> new Doubles() {
                    private int asked;

                    @Override
                    public Lock lock(Lock lock) {
                        return ++asked == 3
                                ? Worse.than(lock, Lock.class, Map.of("acquireAsync", ours -> {
                                    ours.call();
                                    return new CompletableFuture<>();
                                }))
                                : lock;
                    }
                },
                "starved: ");
    }

    @Test
    void aLockThatIsReleasedAndKept() throws Exception {
        FoundOut.expect(
                locks(lock -> acquired(
                        lock,
                        held -> Worse.than(
                                held,
                                HeldLock.class,
                                Map.of("releaseAsync", ours -> CompletableFuture.completedFuture(true))))),
                "starved: ",
                "nobody wants a lock, but there is");
    }

    @Test
    void aPlaceThatIsKeptByWhoWaitsNoMore() throws Exception {
        // Another future: to cancel it does nothing to the one that it comes from.
        FoundOut.expect(locks(lock -> acquired(lock, held -> held)), "starved: ", "nobody wants a lock, but there is");
    }

    @Test
    void aLeaseOfWhoseLossNobodyIsTold() throws Exception {
        FoundOut.expect(
                leases(lease -> Worse.than(lease, KeptLease.class, Map.of("state", ours -> ALIVE))),
                "a lease is gone before its client was told");
    }

    @Test
    void aLeaseThatIsNotRenewed() throws Exception {
        FoundOut.expect(
                leases(lease -> {
                    lease.close();
                    return Worse.than(lease, KeptLease.class, Map.of("state", ours -> ALIVE));
                }),
                "a lease is gone before its client was told");
    }

    @Test
    void aLeaseThatIsToldLostForNothing() throws Exception {
        FoundOut.expect(
                () -> new Doubles() {
                    private int leases;

                    @Override
                    public KeptLease lease(KeptLease lease) {
                        // At a time of which nothing is known here, so that for some it is after all faults.
                        int[] looks = {++leases * 60};
                        return Worse.than(
                                lease,
                                KeptLease.class,
                                Map.of(
                                        "state",
                                        ours -> looks[0]-- < 0
                                                ? new LeaseState.Lost(LeaseState.Reason.RAN_OUT, "for nothing")
                                                : ours.call()));
                    }
                },
                "a lease was lost when all was well");
    }

    @Test
    void aLeaseThatIsRevokedAndKept() throws Exception {
        FoundOut.expect(
                leases(lease -> Worse.than(
                        lease,
                        KeptLease.class,
                        Map.of("revokeAsync", ours -> CompletableFuture.completedFuture(null)))),
                "left on a lease that nobody has",
                "left at the server",
                "left: ");
    }

    @Test
    void aCacheThatMissesAChange() throws Exception {
        FoundOut.expect(
                caches(cache -> {
                    Before before = new Before();
                    return Worse.than(cache, Cache.class, Map.of("snapshot", ours -> {
                        CacheSnapshot now = (CacheSnapshot) ours.call();
                        CacheSnapshot old = before.of(now);
                        return Worse.than(now, CacheSnapshot.class, Map.of("stream", any -> old.stream()));
                    }));
                }),
                ", but there was ");
    }

    @Test
    void aCacheThatGoesBack() throws Exception {
        FoundOut.expect(
                caches(cache -> {
                    Before before = new Before();
                    int[] looks = new int[1];
                    return Worse.than(cache, Cache.class, Map.of("snapshot", ours -> {
                        CacheSnapshot now = (CacheSnapshot) ours.call();
                        CacheSnapshot old = before.of(now);
                        return ++looks[0] % 2 == 0 ? old : now;
                    }));
                }),
                "went back from revision");
    }

    @Test
    void aCacheThatStandsStill() throws Exception {
        FoundOut.expect(
                caches(cache -> {
                    CacheSnapshot[] first = new CacheSnapshot[1];
                    return Worse.than(cache, Cache.class, Map.of("snapshot", ours -> {
                        first[0] = first[0] == null ? (CacheSnapshot) ours.call() : first[0];
                        return first[0];
                    }));
                }),
                ", but there is ");
    }

    @Test
    void aCacheThatCatchesUpWithNothing() throws Exception {
        FoundOut.expect(
                caches(cache -> Worse.than(cache, Cache.class, Map.of("catchUpAsync", ours -> cache.synced()))),
                "caught up to ");
    }

    private static Supplier<Doubles> locks(UnaryOperator<Lock> worse) {
        return () -> new Doubles() {
            @Override
            public Lock lock(Lock lock) {
                return worse.apply(lock);
            }
        };
    }

    /** A lock whose holders have something else than they ought to. */
    @SuppressWarnings("unchecked") // By its name it is known what a method answers.
    private static Lock acquired(Lock lock, UnaryOperator<HeldLock> worse) {
        return Worse.than(
                lock,
                Lock.class,
                Map.of("acquireAsync", ours -> ((CompletableFuture<HeldLock>) ours.call()).thenApply(worse)));
    }

    private static Supplier<Doubles> leases(UnaryOperator<KeptLease> worse) {
        return () -> new Doubles() {
            @Override
            public KeptLease lease(KeptLease lease) {
                return worse.apply(lease);
            }
        };
    }

    private static Supplier<Doubles> caches(UnaryOperator<Cache> worse) {
        return () -> new Doubles() {
            @Override
            public Cache cache(Cache cache) {
                return worse.apply(cache);
            }
        };
    }

    /** The content before the last change of it that was looked at. */
    private static final class Before {
        private @Nullable CacheSnapshot last;
        private @Nullable CacheSnapshot before;

        CacheSnapshot of(CacheSnapshot now) {
            if (last == null || last.revision() != now.revision()) {
                before = last;
                last = now;
            }
            return before == null ? now : before;
        }
    }
}
