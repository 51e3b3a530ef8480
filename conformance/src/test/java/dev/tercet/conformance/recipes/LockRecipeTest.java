package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.lock.LockGrant;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.LockLoss;
import dev.tercet.recipes.lock.LockOwner;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks exclude each other, and those of everybody else who speaks of the same keys. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record LockRecipeTest(ContractTarget target) implements RecipeContract {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private EtcdClient client() {
        return etcd().client();
    }

    private void queued(String name, long count) {
        queued(client(), name, count);
    }

    private static void queued(EtcdClient etcd, String name, long count) {
        await().until(() -> etcd.kv().get(Get.prefix(name + "/").countOnly()).count() == count);
    }

    private CompletableFuture<HeldLock> waiting(Session session, String name) {
        return CompletableFuture.supplyAsync(() -> session.lock(name).acquire(LONG));
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void oneAtATimeInTheirOrder() throws Exception {
        String name = fresh() + "lock";
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sessions.add(openSession());
        }
        HeldLock held = sessions.get(0).lock(name).acquire();
        List<CompletableFuture<HeldLock>> queue = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            queue.add(waiting(sessions.get(i), name));
            queued(name, i + 1);
        }
        assertThat(sessions.get(3).lock(name).owners())
                .extracting(LockOwner::lease)
                .containsExactlyElementsOf(sessions.stream().map(Session::lease).toList());
        for (int i = 0; i < queue.size(); i++) {
            assertThat(queue.subList(i, queue.size())).noneMatch(CompletableFuture::isDone);
            Txn work = Txn.when(held.isOwner()).then(Put.of(name + "-work", "w"));
            assertThat(etcd().kv().txn(work).succeeded()).isTrue();
            assertThat(held.release()).isTrue();
            assertThat(etcd().kv().txn(work).succeeded()).isFalse();
            HeldLock next = soon(queue.get(i));
            assertThat(next.fencingToken()).isGreaterThan(held.fencingToken());
            held = next;
        }
        held.close();
        nothingStays(name + "/");
        sessions.forEach(Session::close);
    }

    @Test
    void itIsReentrantOnASessionAndNotWithout() {
        String name = fresh() + "lock";
        try (Session session = openSession();
                HeldLock one = session.lock(name).acquire();
                HeldLock two = session.lock(name).acquire(SHORT)) {
            assertThat(two.fencingToken()).isEqualTo(one.fencingToken());
            assertThat(one.release()).isTrue();
            assertThat(one.release()).isFalse();
            NamedLocks locks = form(NamedLocks.class, recipes().locks());
            assertThat(locks.lock(name).tryAcquire()).isEmpty();
        }
        nothingStays(name + "/");
    }

    @Test
    void whoGivesUpLeavesNothing() {
        String name = fresh() + "lock";
        try (Session ann = openSession();
                Session bob = openSession();
                HeldLock held = ann.lock(name).acquire()) {
            assertThatThrownBy(() -> bob.lock(name).acquire(SHORT))
                    .isInstanceOfSatisfying(EtcdTimeoutException.class, late -> {
                        assertThat(late.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                        assertThat(late).hasMessageContaining(Long.toHexString(ann.lease()));
                    });
            assertThat(bob.lock(name).tryAcquire()).isEmpty();
            assertThat(bob.lock(name).tryAcquire(SHORT)).isEmpty();
            CompletableFuture<HeldLock> cancelled = bob.lock(name).acquireAsync();
            queued(name, 2);
            cancelled.cancel(true);
            queued(name, 1);
            assertThat(held.isHeld()).isTrue();
        }
        nothingStays(name + "/");
    }

    @Test
    void itIsHandedOver() {
        String name = fresh() + "lock";
        Session first = openSession();
        HeldLock held = first.lock(name).acquire();
        first.orphan();
        assertThat(held.release()).isFalse();
        try (Session second = resumeSession(client(), first.lease());
                HeldLock again = second.lock(name).acquire(SHORT)) {
            assertThat(again.fencingToken()).isEqualTo(held.fencingToken());
        }
        nothingStays(name + "/");
    }

    @Test
    void deletionOfTheKeyIsALoss() throws Exception {
        String name = fresh() + "lock";
        try (Session session = openSession()) {
            HeldLock held = session.lock(name).acquire();
            CompletableFuture<LockLoss> lost = held.lost();
            etcd().kv().delete(held.key());
            assertThat(soon(lost).reason()).isEqualTo(LockLoss.Reason.KEY_REMOVED);
            assertThat(held.isHeld()).isFalse();
            assertThat(held.release()).isFalse();
        }
    }

    @Test
    void onALeaseOfItsOwn() {
        NamedLocks locks = form(NamedLocks.class, recipes().locks()).withPrefix(fresh());
        long lease = locks.<Long, RuntimeException>withLock("lock", LONG, held -> {
            assertThat(etcd().kv().get(held.key()).orElseThrow().lease()).isEqualTo(held.lease());
            return held.lease();
        });
        assertThat(etcd().leases().status(lease).isAlive()).isFalse();
        HeldLock held = locks.withFixedTtl(LONG).lock("lock").acquire(LONG);
        assertThat(held.renew()).isEqualTo(LONG);
        assertThat(held.remaining()).isPresent();
        assertThat(held.release()).isTrue();
        assertThat(etcd().kv().get(held.key())).isEmpty();
    }

    @Test
    void oddNames() {
        String prefix = fresh();
        try (Session ann = openSession();
                Session bob = openSession()) {
            for (Bytes name : List.of(Bytes.of("ü/"), Bytes.ofHex("00"), Bytes.ofHex("ff"), Bytes.of(" "))) {
                Bytes full = Bytes.of(prefix).plus(name);
                try (HeldLock held = ann.lock(full).acquire()) {
                    assertThat(held.name()).isEqualTo(full);
                    assertThat(bob.lock(full).tryAcquire()).isEmpty();
                }
            }
        }
    }

    @Test
    void theServersLockServiceExcludesItAndIsExcluded() throws Exception {
        String name = fresh() + "lock";
        try (Session ann = openSession();
                Session bob = openSession()) {
            LockGrant theirs = client().locks().lock(name, bob.lease());
            assertThat(ann.lock(name).tryAcquire()).isEmpty();
            CompletableFuture<HeldLock> ours = waiting(ann, name);
            queued(name, 2);
            client().locks().unlock(theirs.key());
            HeldLock held = soon(ours);
            CompletableFuture<LockGrant> again = client().async().locks().lock(name, bob.lease());
            queued(name, 2);
            assertThat(again).isNotDone();
            held.close();
            client().locks().unlock(soon(again).key());
        }
        nothingStays(name + "/");
    }

    @Test
    void etcdctlExcludesItAndIsExcluded(@TempDir Path folder) throws Exception {
        requires(Capability.ETCDCTL);
        try (ContractServer server = start(settings -> settings);
                Subject own = connect(server.endpoints());
                Session session = openSession(own.client(), LONG)) {
            HeldLock held = session.lock("lock").acquire();
            CompletableFuture<String> theirs = CompletableFuture.supplyAsync(
                    () -> server.etcdctl("lock", "lock", "echo", "theirs").orThrow());
            queued(own.client(), "lock", 2);
            assertThat(theirs).isNotDone();
            held.close();
            assertThat(soon(theirs)).contains("theirs");

            // They hold it until the file is there.
            Path go = folder.resolve("go");
            Path script = folder.resolve("hold.sh");
            Files.writeString(script, "until test -e '" + go + "'; do sleep 0.05; done");
            CompletableFuture<String> holding = CompletableFuture.supplyAsync(() ->
                    server.etcdctl("lock", "lock", "sh", script.toString()).orThrow());
            queued(own.client(), "lock", 1);
            assertThat(session.lock("lock").tryAcquire()).isEmpty();
            CompletableFuture<HeldLock> ours = waiting(session, "lock");
            queued(own.client(), "lock", 2);
            assertThat(ours).isNotDone();
            Files.createFile(go);
            soon(ours).close();
            soon(holding);
        }
    }
}
