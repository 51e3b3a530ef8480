package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Many who want the same lock, each on a session of its own, again and again until all have had it and it is enough. */
final class Contenders {
    private static final Duration TTL = Duration.ofSeconds(10);

    private final List<EtcdClient> clients;
    private final int count;
    private final String name;
    private final Guarded guarded;
    private final Map<Integer, Integer> turns = new ConcurrentHashMap<>();
    private final Map<String, Integer> setbacks = new ConcurrentHashMap<>();
    private final CountDownLatch allHadOne;
    private volatile boolean enough;

    Contenders(List<EtcdClient> clients, int count, String name, Guarded guarded) {
        this.clients = clients;
        this.count = count;
        this.name = name;
        this.guarded = guarded;
        allHadOne = new CountDownLatch(count);
    }

    /** Lets them contend for so long at least, and until each has had a turn, if that does not take too long. */
    void contend(Duration atLeast, Duration atMost) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int who = i;
                running.add(pool.submit(() -> contend(who)));
            }
            long start = System.nanoTime();
            boolean all = allHadOne.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
            long left = atLeast.toNanos() - (System.nanoTime() - start);
            new CountDownLatch(1).await(left, TimeUnit.NANOSECONDS);
            enough = true;
            for (Future<?> each : running) {
                each.get(90, TimeUnit.SECONDS);
            }
            assertThat(all).as("everybody had a turn: %s", turns).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    /** How it went, for those who read the log. */
    @Override
    public String toString() {
        return turns.values().stream().mapToInt(Integer::intValue).sum() + " turns, setbacks " + setbacks;
    }

    private void contend(int who) {
        EtcdClient etcd = clients.get(who % clients.size());
        Session session = null;
        while (!enough) {
            try {
                if (session == null || !session.isAlive()) {
                    session = Recipes.of(etcd).openSession(TTL);
                }
                turn(who, etcd, session);
            } catch (EtcdException e) {
                // The storm's doing; what counts is that it goes on, and what the guarded thing has seen.
                setbacks.merge(e.getClass().getSimpleName(), 1, Integer::sum);
            }
        }
        close(session);
    }

    private void turn(int who, EtcdClient etcd, Session session) {
        try (HeldLock lock = session.lock(name).acquire(Duration.ofSeconds(30))) {
            boolean owner = guarded.visit(etcd, lock.fencingToken(), lock.isOwner(), lock.lost()::isDone);
            if (owner && turns.merge(who, 1, Integer::sum) == 1) {
                allHadOne.countDown();
            }
        }
    }

    private static void close(@Nullable Session session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (EtcdException e) {
            // What could not be revoked runs out.
        }
    }
}
