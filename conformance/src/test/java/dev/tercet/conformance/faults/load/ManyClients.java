package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.lease.KeptLease;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.session.Session;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that are opened, do something, and are closed: when it is done, or in the middle of it. */
final class ManyClients implements Part {
    private static final String KEYS = "load/clients/";

    private static final Duration TTL = Duration.ofSeconds(60);

    private static final String CLOSED = "clients opened and closed";

    private static final int WORKERS = 4;
    private static final int KINDS = 10;
    private static final int IN_FLIGHT = 20;

    @Override
    public String name() {
        return "clients";
    }

    @Override
    public long fullSize() {
        return 10_000;
    }

    @Override
    public boolean doesAll() {
        return true;
    }

    @Override
    public void run(Work work) throws Exception {
        Set<Long> revoked = ConcurrentHashMap.newKeySet();
        work.together(WORKERS, number -> {
            EtcdClient etcd = work.client();
            try {
                live((int) (number % KINDS), number, etcd, revoked, work.tally());
            } finally {
                etcd.close();
                work.tally().count(CLOSED);
            }
        });
        work.expect(CLOSED, work.begun());
        try (EtcdClient etcd = work.client()) {
            revokeWhatIsLeft(etcd, revoked, work.tally());
        }
    }

    /** A closed client can revoke nothing any more: what it kept would go with its time, which nobody needs to wait for. */
    private static void revokeWhatIsLeft(EtcdClient etcd, Set<Long> revoked, Tally tally) {
        for (long lease : etcd.leases().list().ids()) {
            if (revoked.contains(lease)) {
                tally.violation("a lease outlives its session", Long.toHexString(lease));
            }
            tally.count("leases left by clients closed while they kept them");
            etcd.leases().revoke(lease);
        }
    }

    private void live(int kind, long number, EtcdClient etcd, Set<Long> revoked, Tally tally)
            throws InterruptedException {
        String key = KEYS + number % 100;
        switch (kind) {
            case 0 -> etcd.close();
            case 1 ->
                etcd.watches().open(WatchRequest.prefix(key), signal -> {}).close();
            case 2 -> watchUntilClosed(etcd, key, tally);
            case 3 -> leaseUntilClosed(etcd, tally);
            case 4 -> revoked.add(lockAndSession(etcd, KEYS + "lock/" + number));
            case 5 -> lockUntilClosed(etcd, KEYS + "lock/" + number, tally);
            case 6, 7 -> closeAmidCalls(etcd, key, tally);
            case 8 -> closeAmidOpenings(etcd, key, tally);
            default -> {
                etcd.kv().put(key, "v");
                if (etcd.kv().get(key).isEmpty()) {
                    tally.violation("a key that was put is not there", key);
                }
            }
        }
    }

    private void watchUntilClosed(EtcdClient etcd, String key, Tally tally) throws InterruptedException {
        Watch heard = etcd.watches().open(WatchRequest.of(key), signal -> {});
        Watch unread = etcd.watches().open(WatchRequest.prefix(key));
        etcd.kv().put(key, "v");
        etcd.close();
        expectClosed(heard.ended().thenApply(end -> end.causeOrNull()), heard + " of a closed client", tally);
        expectClosed(unread.ended().thenApply(end -> end.causeOrNull()), unread + " of a closed client", tally);
    }

    private void leaseUntilClosed(EtcdClient etcd, Tally tally) throws InterruptedException {
        KeptLease lease = etcd.leases().keep(TTL);
        etcd.close();
        Ends.of(lease.lost(), "a kept lease of a closed client", tally);
    }

    /** The lease that is gone with the session. */
    private long lockAndSession(EtcdClient etcd, String name) {
        try (Session session = Recipes.of(etcd).openSession(TTL);
                HeldLock held = session.lock(name).acquire(Duration.ofSeconds(10))) {
            etcd.kv().txn(Txn.when(held.isOwner()).then(Put.of(KEYS + "guarded", "v")));
            return session.lease();
        }
    }

    private void lockUntilClosed(EtcdClient etcd, String name, Tally tally) throws InterruptedException {
        HeldLock held = Recipes.of(etcd).locks().withTtl(TTL).lock(name).acquire(Duration.ofSeconds(10));
        etcd.close();
        Ends.of(held.lost(), "a held lock of a closed client", tally);
    }

    private void closeAmidCalls(EtcdClient etcd, String key, Tally tally) throws InterruptedException {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            calls.add(
                    i % 2 == 0
                            ? etcd.async().kv().put(key, "v")
                            : etcd.async().kv().get(key));
        }
        etcd.close();
        expectAnswers(calls, tally);
    }

    private void closeAmidOpenings(EtcdClient etcd, String key, Tally tally) throws InterruptedException {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        Recipes recipes = Recipes.of(etcd);
        for (int i = 0; i < IN_FLIGHT / 4; i++) {
            calls.add(etcd.async().watches().open(WatchRequest.of(key)).started());
            calls.add(etcd.async().leases().keep(TTL));
            calls.add(recipes.openSessionAsync(TTL));
            calls.add(recipes.locks().withTtl(TTL).lock(key).acquireAsync(Duration.ofSeconds(10)));
        }
        etcd.close();
        expectAnswers(calls, tally);
    }

    private void expectAnswers(List<CompletableFuture<?>> calls, Tally tally) throws InterruptedException {
        for (CompletableFuture<?> call : calls) {
            EtcdException failure = Ends.of(call, "a call of a closed client", tally);
            if (failure == null) {
                tally.count("calls answered before the close");
            } else if (failure.code() == ErrorCode.CLIENT_CLOSED) {
                tally.count("calls ended by the close");
            } else {
                tally.violation("a call of a closed client fails in another way", failure.toString());
            }
        }
    }

    private void expectClosed(CompletableFuture<? extends Throwable> cause, String what, Tally tally)
            throws InterruptedException {
        Ends.of(cause, what, tally);
        Throwable why = cause.getNow(null);
        if (!(why instanceof EtcdException failure) || failure.code() != ErrorCode.CLIENT_CLOSED) {
            tally.violation("ends in another way than as closed", what + ": " + why);
        }
    }
}
