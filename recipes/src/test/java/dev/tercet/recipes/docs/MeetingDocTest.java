package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.barrier.Barrier;
import dev.tercet.recipes.barrier.CountdownLatch;
import dev.tercet.recipes.barrier.DoubleBarrier;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.HeldLocks;
import dev.tercet.recipes.lock.ReadWriteLock;
import dev.tercet.recipes.lock.Semaphore;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Examples of barriers, and of locks of more than one kind. */
@EtcdTest
class MeetingDocTest {
    private final List<Object> done = new ArrayList<>();
    private EtcdClient etcd;
    private Recipes recipes;
    private Session session;

    @BeforeEach
    void open(EtcdClient client) {
        etcd = client;
        recipes = Recipes.of(client);
        session = recipes.openSession(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void load() {
        done.add("loaded");
    }

    private void read(long token) {
        done.add(token);
    }

    private void write(Compare condition) {
        done.add(condition);
    }

    private void stop(String why) {
        done.add(why);
    }

    @Test
    void barriers() {
        Barrier maintenance = recipes.barrier("maintenance");
        maintenance.hold();
        CompletableFuture<Void> over = maintenance.awaitAsync();
        maintenance.release();
        over.join();
        assertThat(maintenance.isHeld()).isFalse();
    }

    @Test
    void doubleBarriers() {
        DoubleBarrier meeting = session.doubleBarrier("shards/load", 1);
        meeting.enter(Duration.ofSeconds(30));
        load();
        meeting.leave();
        assertThat(done).hasSize(1);
    }

    @Test
    void latches() {
        CountdownLatch migrated = recipes.countdownLatch("migrated");
        migrated.trySet(2);
        migrated.countDown("shard-1");
        migrated.countDown("shard-2");
        migrated.await();
        assertThat(migrated.count()).isZero();
    }

    @Test
    void readersAndWriters() {
        ReadWriteLock table = session.readWriteLock("tables/prices");
        try (HeldLock reading = table.readLock().acquire(Duration.ofSeconds(5))) {
            read(reading.fencingToken());
        }
        try (HeldLock writing = table.writeLock().acquire(Duration.ofSeconds(5))) {
            write(writing.isOwner());
        }
        assertThat(done).hasSize(2);
    }

    @Test
    void semaphores() {
        Semaphore pool = session.semaphore("pools/reports", 3);
        try (HeldLock permit = pool.acquire(Duration.ofSeconds(30))) {
            permit.lost().thenAccept(loss -> stop(loss.message()));
        }
        assertThat(done).isEmpty();
    }

    @Test
    void multiLocks() {
        try (HeldLocks both = session.multiLock("accounts/ann", "accounts/bob").acquire(Duration.ofSeconds(5))) {
            etcd.kv().txn(Txn.when(both.isOwner()).then(Put.of("transfers/1", "ann to bob")));
        }
        assertThat(etcd.kv().getString("transfers/1")).contains("ann to bob");
    }
}
