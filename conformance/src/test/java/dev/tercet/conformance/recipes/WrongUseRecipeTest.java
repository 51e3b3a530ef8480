package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.barrier.Barrier;
import dev.tercet.recipes.barrier.CountdownLatch;
import dev.tercet.recipes.barrier.DoubleBarrier;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.map.Codec;
import dev.tercet.recipes.map.TypedMap;
import dev.tercet.recipes.queue.FifoQueue;
import dev.tercet.recipes.queue.PriorityQueue;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.Registration;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every recipe does with what it should not be asked: a mistake is told before anything is sent, the rest is harmless. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#servers")
record WrongUseRecipeTest(ContractTarget target) implements RecipeContract {
    private static final String HALF = "x" + (char) 0xd800;
    private static final List<String> ODD =
            List.of("/", "a/b/", "\u0000\n", " ", "%s${1}", "\u00fc\ud83d\ude00", "\uffff");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Endpoint HERE = Endpoint.at("10.0.0.1:80");

    private static void refused(ThrowingCallable call, String part) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(part);
    }

    private static void eachRefused(List<ThrowingCallable> calls, String part) {
        calls.forEach(call -> refused(call, part));
    }

    @Test
    void timesThatAreNone() {
        String name = fresh();
        Recipes recipes = recipes();
        NamedLocks locks = recipes.locks();
        try (Session session = openSession();
                Cache cache = recipes.openCache(name)) {
            for (Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
                eachRefused(
                        List.of(
                                () -> recipes.openSession(none),
                                () -> recipes.lastingSession(none),
                                () -> recipes.lead(name, "v", none, (leadership, stop) -> {}),
                                () -> locks.withTtl(none),
                                () -> locks.withFixedTtl(none),
                                () -> locks.lock(name).acquire(none),
                                () -> locks.lock(name).tryAcquire(none),
                                () -> locks.withLock(name, none, held -> ""),
                                () -> locks.withLock(name, LONG, none, held -> ""),
                                () -> session.lock(name).acquire(none),
                                () -> session.lock(name).tryAcquire(none),
                                () -> session.readWriteLock(name).readLock().acquire(none),
                                () -> session.readWriteLock(name).writeLock().tryAcquire(none),
                                () -> session.semaphore(name, 1).acquire(none),
                                () -> session.semaphore(name, 1).tryAcquire(none),
                                () -> session.multiLock(name).acquire(none),
                                () -> session.election(name).campaign("v", none),
                                () -> session.doubleBarrier(name, 1).enter(none),
                                () -> session.doubleBarrier(name, 1).leave(none),
                                () -> recipes.barrier(name).await(none),
                                () -> recipes.countdownLatch(name).await(none),
                                () -> recipes.fifoQueue(name).poll(none),
                                () -> recipes.priorityQueue(name).poll(none),
                                () -> session.worker(name, 1).poll(none),
                                () -> cache.awaitSynced(none),
                                () -> cache.awaitRevision(1, none),
                                () -> cache.catchUp(none),
                                () -> recipes.stm().withTimeout(none)),
                        none.toString());
            }
        }
        assertThat(etcd().kv().get(Get.prefix(name))).isEmpty();
    }

    @Test
    void timesWithoutEnd() {
        String name = fresh();
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        try (Session session = openSession();
                Cache cache = recipes().openCache(name)) {
            assertThat(session.lock(name).acquire(endless).release()).isTrue();
            assertThat(session.semaphore(name + "s", 1).acquire(endless).release())
                    .isTrue();
            assertThat(session.election(name + "e").campaign("v", endless).resign())
                    .isTrue();
            session.doubleBarrier(name + "d", 1).enter(endless);
            assertThat(session.doubleBarrier(name + "d", 1).leave(endless)).isTrue();
            recipes().barrier(name + "b").await(endless);
            recipes().fifoQueue(name + "q").put("a");
            assertThat(recipes().fifoQueue(name + "q").poll(endless)).isPresent();
            assertThat(cache.catchUp(endless).size()).isPositive();
        }
        // No server keeps a lease for so long, and none is asked to.
        assertThatThrownBy(() -> recipes().openSession(endless)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void namesThatAreNone() {
        Recipes recipes = recipes();
        try (Session session = openSession()) {
            eachRefused(named(recipes, session, ""), "empty");
            eachRefused(
                    List.of(
                            () -> session.register("", "id", HERE),
                            () -> session.register("s", "", HERE),
                            () -> recipes.countdownLatch("x").countDown(""),
                            () -> recipes.stm().withMarkAt(""),
                            () -> recipes.createIfAbsent("", "v"),
                            () -> recipes.update("", now -> now)),
                    "empty");
            // UTF-8 cannot say it, and what it would put in its place is the same for all of them.
            eachRefused(named(recipes, session, HALF), "surrogate");
            refused(() -> recipes.countdownLatch("x").countDown(HALF), "surrogate");
        }
    }

    private static List<ThrowingCallable> named(Recipes recipes, Session session, String name) {
        return List.of(
                () -> session.lock(name),
                () -> session.readWriteLock(name),
                () -> session.semaphore(name, 1),
                () -> session.multiLock("a", name),
                () -> session.election(name),
                () -> session.doubleBarrier(name, 1),
                () -> session.worker(name, 1),
                () -> recipes.locks().lock(name),
                () -> recipes.election(name),
                () -> recipes.lead(name, "v", LONG, (leadership, stop) -> {}),
                () -> recipes.barrier(name),
                () -> recipes.countdownLatch(name),
                () -> recipes.fifoQueue(name),
                () -> recipes.priorityQueue(name),
                () -> recipes.workQueue(name),
                () -> recipes.counter(name),
                () -> recipes.sequence(name),
                () -> recipes.map(name, Codec.text(), Codec.text()));
    }

    @Test
    void oddNames() {
        try (Session session = openSession()) {
            for (String odd : ODD) {
                String name = fresh() + odd;
                assertThat(session.lock(name).acquire().release()).isTrue();
                assertThat(recipes().locks().lock(name + "o").acquire().release())
                        .isTrue();
                assertThat(session.readWriteLock(name + "r")
                                .writeLock()
                                .acquire()
                                .release())
                        .isTrue();
                assertThat(session.semaphore(name + "s", 2).acquire().release()).isTrue();
                assertThat(session.multiLock(name, name + "m").acquire().release())
                        .isTrue();
                try (Leadership leads = session.election(name + "e").campaign(odd)) {
                    assertThat(recipes().election(name + "e").leader())
                            .hasValueSatisfying(
                                    leader -> assertThat(leader.key()).isEqualTo(leads.key()));
                }
                session.doubleBarrier(name + "d", 1).enter();
                assertThat(session.doubleBarrier(name + "d", 1).leave()).isTrue();
                Barrier barrier = recipes().barrier(name + "b");
                barrier.hold();
                assertThat(barrier.release()).isTrue();
                CountdownLatch latch = recipes().countdownLatch(name + "l");
                latch.trySet(1);
                assertThat(latch.countDown(odd)).isZero();
                recipes().fifoQueue(name + "f").put(odd);
                assertThat(recipes().fifoQueue(name + "f").take().utf8()).isEqualTo(odd);
                recipes().priorityQueue(name + "p").put(1, odd);
                assertThat(recipes().priorityQueue(name + "p").take().utf8()).isEqualTo(odd);
                recipes().workQueue(name + "w").submit(odd);
                assertThat(session.worker(name + "w", 1).take().text()).isEqualTo(odd);
                assertThat(recipes().counter(name + "c").increment()).isEqualTo(1);
                assertThat(recipes().sequence(name + "n").next()).isEqualTo(1);
                TypedMap<String, String> map = recipes().map(name + "t", Codec.text(), Codec.text());
                map.put(odd, odd);
                assertThat(map.get(odd)).contains(odd);
                session.register(name, odd, HERE);
                assertThat(recipes().registry().list(name).instances())
                        .anySatisfy(instance -> assertThat(instance.id()).isEqualTo(odd));
            }
        }
    }

    /** Closes twice, and looks that nothing is said and nothing of others is gone. */
    @ParameterizedTest
    @EnumSource
    void givingBackTwiceAndWhatIsAnothersByNow(Waiter waiter) {
        String name = fresh() + "x";
        try (Session ann = openSession();
                Session bob = openSession()) {
            Place.Had first = waiter.holder(ann, name).get().get();
            first.close();
            first.close();
            Place.Had second = waiter.holder(ann, name).get().get();
            etcd().leases().revoke(ann.lease());
            Place.Had theirs = waiter.holder(bob, name).timed().apply(LONG);
            long keys = etcd().kv().get(Get.prefix(name).countOnly()).count();
            first.close();
            second.close();
            second.close();
            assertThat(etcd().kv().get(Get.prefix(name).countOnly()).count()).isEqualTo(keys);
            theirs.close();
            nothingStays(name);
        }
    }

    @Test
    void endingTwice() {
        String name = fresh();
        Session session = openSession();
        Registration here = session.register(name, HERE);
        DoubleBarrier meeting = session.doubleBarrier(name + "d", 1);
        meeting.enter();
        assertThat(meeting.leave()).isTrue();
        assertThat(meeting.leave()).isFalse();
        List<AutoCloseable> all = List.of(
                here,
                recipes().openCache(name),
                recipes().election(name).observe(),
                recipes().registry().watch(name, change -> {}),
                recipes().lead(name + "e", "v", LONG, (leadership, stop) -> {}),
                recipes().lastingSession(LONG),
                session);
        for (int i = 0; i < 2; i++) {
            for (AutoCloseable each : all) {
                try {
                    each.close();
                } catch (Exception e) {
                    throw new AssertionError("closing it again is harmless", e);
                }
            }
        }
        nothingStays(name);
    }

    @Test
    void aSessionOfAnotherClient() {
        String name = fresh() + "x";
        try (Subject other = connect(target().sharedEndpoints());
                Session ann = openSession();
                Session too = resumeSession(other.client(), ann.lease())) {
            // One lease, so one holder, whoever asks: what either gives back is gone for both.
            HeldLock held = ann.lock(name).acquire();
            HeldLock same = too.lock(name).acquire();
            assertThat(same.fencingToken()).isEqualTo(held.fencingToken());
            assertThat(same.release()).isTrue();
            assertThat(held.release()).isFalse();
            Barrier barrier = recipes(other.client()).barrier(name + "-b");
            barrier.hold(ann.lease());
            assertThat(recipes().barrier(name + "-b").release()).isTrue();
            too.orphan();
        }
        assertThatThrownBy(() -> recipes().resumeSession(0x7fffffffffffL)).isInstanceOf(LeaseNotFoundException.class);
        assertThatThrownBy(() -> recipes().barrier(name).hold(0x7fffffffffffL))
                .isInstanceOf(LeaseNotFoundException.class);
        nothingStays(name);
    }

    @Test
    void aLostSession() {
        String name = fresh();
        Session session = openSession();
        FifoQueue unharmed = recipes().fifoQueue(name + "f");
        PriorityQueue unharmedToo = recipes().priorityQueue(name + "p");
        recipes().workQueue(name + "w").submit("a");
        etcd().leases().revoke(session.lease());
        List<Consumer<Session>> calls = List.of(
                lost -> lost.lock(name + "l").acquire(),
                lost -> lost.lock(name + "l").tryAcquire(),
                lost -> lost.readWriteLock(name + "r").readLock().acquire(),
                lost -> lost.readWriteLock(name + "r").writeLock().acquire(),
                lost -> lost.semaphore(name + "s", 1).acquire(),
                lost -> lost.multiLock(name + "a", name + "b").acquire(),
                lost -> lost.election(name + "e").campaign("v"),
                lost -> lost.election(name + "e").tryCampaign("v"),
                lost -> lost.doubleBarrier(name + "d", 1).enter(),
                lost -> lost.worker(name + "w", 1).take(),
                lost -> lost.register(name + "g", HERE));
        for (Consumer<Session> call : calls) {
            assertThatThrownBy(() -> call.accept(session))
                    .isInstanceOfAny(SessionLostException.class, PlaceRemovedException.class);
        }
        session.close();
        unharmed.put("a");
        unharmedToo.put(1, Bytes.of("a"));
        assertThat(unharmed.take().utf8() + unharmedToo.take().utf8()).isEqualTo("aa");
        await().until(() -> recipes().workQueue(name + "w").claimed() == 0);
        assertThat(recipes().workQueue(name + "w").size()).isEqualTo(1);
    }
}
