package dev.tercet.embedded.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Loop;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.embedded.internal.time.SystemTime;
import dev.tercet.embedded.internal.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LeaseExpiryTest {
    private final LeaseWorld world = new LeaseWorld();

    @Test
    void endsExactlyWhenItsTimeIsUp() {
        world.grant(7, 5);
        world.put("b", 7);
        world.put("a", 7);
        world.advance(Duration.ofNanos(4_999_999_999L));
        assertThat(world.deleted).isEmpty();
        assertThat(exists(7)).isTrue();
        world.advance(Duration.ofNanos(1));
        assertThat(world.deleted).containsExactly("a,b");
        assertThat(exists(7)).isFalse();
        assertThat(world.timeToLive(7).getTTL()).isEqualTo(-1);
        assertThat(world.keepAlive(7)).isZero();
        assertThatThrownBy(() -> world.revoke(7)).isSameAs(EtcdErrors.LEASE_NOT_FOUND);
    }

    @Test
    void oneLeapOfTimeEndsThemOneByOneInOrder() {
        world.grant(1, 30);
        world.grant(2, 10);
        world.grant(3, 20);
        world.grant(4, 10);
        for (int id = 1; id <= 4; id++) {
            world.put("of" + id, id);
        }
        long before = world.revision();
        world.advance(Duration.ofHours(1));
        assertThat(world.deleted).containsExactly("of2", "of4", "of3", "of1");
        assertThat(world.revision()).isEqualTo(before + 4);
    }

    @Test
    void aRenewalCountsFromItsOwnMoment() {
        world.grant(7, 5);
        world.put("a", 7);
        for (int i = 0; i < 10; i++) {
            world.advance(Duration.ofSeconds(4));
            assertThat(world.keepAlive(7)).isEqualTo(5);
        }
        assertThat(world.deleted).isEmpty();
        world.advance(Duration.ofSeconds(5));
        assertThat(world.deleted).containsExactly("a");
    }

    @Test
    void anIdCanBeGrantedAgainWhenItsLeaseIsGone() {
        world.grant(7, 5);
        world.put("a", 7);
        world.advance(Duration.ofSeconds(5));
        world.grant(7, 50);
        assertThat(world.timeToLive(7).getKeysCount()).isZero();
        world.put("b", 7);
        world.advance(Duration.ofSeconds(10));
        assertThat(world.deleted).containsExactly("a");
        world.advance(Duration.ofSeconds(40));
        assertThat(world.deleted).containsExactly("a", "b");
    }

    @Test
    void aShorterLeaseGrantedLaterEndsEarlier() {
        world.grant(1, 100);
        world.put("long", 1);
        world.grant(2, 3);
        world.put("short", 2);
        world.advance(Duration.ofSeconds(3));
        assertThat(world.deleted).containsExactly("short");
        world.advance(Duration.ofSeconds(97));
        assertThat(world.deleted).containsExactly("short", "long");
    }

    @Test
    void theLongestLeaseOutlivesEverything() {
        world.advance(Duration.ofDays(365L * 10));
        world.grant(7, 9_000_000_000L);
        world.put("a", 7);
        world.advance(Duration.ofDays(365L * 100));
        assertThat(exists(7)).isTrue();
        assertThat(world.deleted).isEmpty();
    }

    @Test
    void thousandsAreRenewedWithoutAnAlarmForEach() {
        ManualTime manual = new ManualTime();
        AtomicInteger alarms = new AtomicInteger();
        LeaseWorld many = new LeaseWorld(counting(manual, alarms), Limits.DEFAULT);
        int leases = 25_000;
        for (int id = 1; id <= leases; id++) {
            many.grant(id, 60);
        }
        manual.advance(Duration.ofSeconds(1).toNanos());
        int before = alarms.get();
        for (int id = 1; id <= leases; id++) {
            many.keepAlive(id);
        }
        assertThat(alarms).hasValue(before);
        manual.advance(Duration.ofSeconds(60).toNanos());
        assertThat(many.apply.step(() -> many.lessor.exists(1))).isFalse();
        assertThat(many.apply.step(() -> many.lessor.exists(leases))).isFalse();
    }

    private static Time counting(Time time, AtomicInteger alarms) {
        return new Time() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public Alarm at(long nanos, Runnable task) {
                alarms.incrementAndGet();
                return time.at(nanos, task);
            }
        };
    }

    @Test
    @Timeout(60)
    void keysAttachedWhileTimeRunsGoWithTheirLease() throws InterruptedException {
        int threads = 4;
        long seed = Long.getLong("tercet.seed", 20_261_121);
        CountDownLatch done = new CountDownLatch(threads);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int self = t;
            Random random = new Random(seed + self);
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 2_000; i++) {
                    long id = 1 + random.nextInt(20);
                    String key = self + "/" + i % 50;
                    world.apply.step(() -> {
                        if (world.lessor.exists(id)) {
                            world.put(key, id);
                        } else {
                            world.grant(id, 2);
                        }
                    });
                }
                done.countDown();
            });
            all.add(thread);
            thread.start();
        }
        while (!done.await(1, TimeUnit.MILLISECONDS)) {
            world.advance(Duration.ofMillis(50));
        }
        for (Thread thread : all) {
            thread.join();
        }
        world.advance(Duration.ofSeconds(10));
        // Every key had a lease, and every lease is gone.
        assertThat(world.apply.step(
                        () -> world.store.count(new KeyInterval(LeaseWorld.key("\0"), LeaseWorld.key("\0")), 0)))
                .as("keys left, with seed %d", seed)
                .isZero();
    }

    @Test
    @Timeout(60)
    void byTheClockOnTheWall() {
        try (Loop loop = new Loop("lease-expiry-test")) {
            LeaseWorld real =
                    new LeaseWorld(new SystemTime(loop), Limits.DEFAULT.withMinLeaseTtl(Duration.ofSeconds(1)));
            real.grant(7, 1);
            real.grant(8, 1);
            real.put("a", 7);
            real.put("b", 8);
            await().atMost(Duration.ofSeconds(30)).until(() -> real.apply.step(() -> real.deleted.size() == 2));
            assertThat(real.timeToLive(7).getTTL()).isEqualTo(-1);
        }
    }

    private boolean exists(long id) {
        return world.apply.step(() -> world.lessor.exists(id));
    }
}
