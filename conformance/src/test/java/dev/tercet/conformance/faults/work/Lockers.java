package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.history.LeaseLog;
import dev.tercet.conformance.faults.history.LockLog;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that contend for locks and for an election, write under them what only their holder may, and give them back. */
final class Lockers {
    /** Twice as long as a cluster is without a majority, and more: shorter ones are lost by what they are not to be lost by. */
    private static final Duration TTL = Duration.ofSeconds(10);

    /** Shorter than what befalls the members. */
    private static final Duration BRIEF = Duration.ofSeconds(3);

    /** With three members and a fault after another a turn may take long to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final CallOptions WRITING = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(2));

    /** In the calm nobody works for long, so that everybody has a turn soon. */
    private static final Duration SHORT_WORK = Duration.ofMillis(50);

    private final Stage stage;
    private final Crew crew;
    private final Turns turns = new Turns();
    private final AtomicLong writes = new AtomicLong();
    private volatile boolean calm;

    /** One who contends. */
    private record Locker(String who, EtcdClient etcd, Caller caller, SplittableRandom dice) {}

    Lockers(Stage stage, Crew crew) {
        this.stage = stage;
        this.crew = crew;
    }

    private Locker locker(Client client, String part) {
        String who = client.name() + "/" + part;
        turns.joins(who);
        Caller caller = new Caller(stage, new Client(who, client.etcd()));
        return new Locker(who, client.etcd(), caller, stage.dice(who));
    }

    /** Who has had how many turns. */
    Turns turns() {
        return turns;
    }

    /** On a session that is opened anew when it is lost. */
    void onSessions(Client client, String lock, int number) {
        onSessions(locker(client, "session-" + number), lock, TTL);
    }

    /** The same, of a TTL so short that sessions are lost now and then. */
    void onBriefSessions(Client client, String lock, int number) {
        onSessions(locker(client, "brief-session-" + number), lock, BRIEF);
    }

    private void onSessions(Locker locker, String lock, Duration ttl) {
        SplittableRandom dice = locker.dice();
        crew.start(locker.who(), () -> {
            while (stage.rest(Duration.ofMillis(dice.nextInt(300)))) {
                session(locker, ttl, session -> {
                    while (session.isAlive() && stage.rest(Duration.ofMillis(dice.nextInt(100)))) {
                        hold(
                                locker,
                                "locks/" + lock,
                                atMost -> session.lock("locks/" + lock).acquire(atMost));
                    }
                });
            }
        });
    }

    /** On leases of their own, for a fixed time or until they are given back. */
    void onTheirOwn(Client client, String lock, int number) {
        Locker locker = locker(client, "own-" + number);
        SplittableRandom dice = locker.dice();
        NamedLocks locks = Recipes.of(client.etcd()).locks();
        crew.start(locker.who(), () -> {
            while (stage.rest(Duration.ofMillis(dice.nextInt(100)))) {
                boolean fixed = dice.nextInt(3) == 0;
                NamedLocks these = fixed ? locks.withFixedTtl(Duration.ofSeconds(2)) : locks.withTtl(TTL);
                hold(
                        locker,
                        "locks/" + lock,
                        atMost -> these.lock("locks/" + lock).acquire(atMost));
            }
        });
    }

    /** In an election, which is a lock with a voice. */
    void campaigning(Client client, int number) {
        Locker locker = locker(client, "candidate-" + number);
        SplittableRandom dice = locker.dice();
        crew.start(locker.who(), () -> {
            while (stage.rest(Duration.ofMillis(dice.nextInt(300)))) {
                session(locker, TTL, session -> {
                    while (session.isAlive() && stage.rest(Duration.ofMillis(dice.nextInt(100)))) {
                        lead(locker, session, "elections/e");
                    }
                });
            }
        });
    }

    private interface Body {
        void run(Session session);
    }

    private void session(Locker locker, Duration ttl, Body body) {
        LeaseLog log = stage.recorder().lease(locker.who(), ttl);
        Session session;
        try {
            session = Recipes.of(locker.etcd()).openSession(ttl);
        } catch (EtcdException e) {
            log.refused(e);
            return;
        }
        log.granted(session.lease(), session.ttl());
        session.lost().thenAccept(lost -> log.lost(lost.reason() + ": " + lost.message()));
        body.run(session);
        log.revoking();
        try {
            session.close();
            log.revoked();
        } catch (EtcdException e) {
            log.leftAlone();
        }
    }

    private interface Acquisition {
        HeldLock within(Duration atMost);
    }

    private void hold(Locker locker, String name, Acquisition acquisition) {
        String who = locker.who();
        SplittableRandom dice = locker.dice();
        boolean isImpatient = dice.nextInt(4) == 0 && !calm;
        Duration atMost = isImpatient ? Duration.ofMillis(dice.nextInt(200, 2_000)) : PATIENCE;
        Duration work = Duration.ofMillis(dice.nextInt(20) == 0 ? 3_000 : dice.nextInt(150));
        LockLog log = stage.recorder().lock(name, who, atMost);
        long start = System.nanoTime();
        HeldLock held;
        try {
            held = acquisition.within(atMost);
        } catch (EtcdException e) {
            log.refused(e);
            inTime(name, who, start, atMost);
            return;
        }
        log.acquired(held.fencingToken(), held.lease());
        turns.had(who);
        inTime(name, who, start, atMost);
        held.remaining().ifPresent(log::remaining);
        held.lost().thenAccept(loss -> log.lost());
        work(locker, name, held.fencingToken(), held.isOwner(), work);
        log.releasing();
        try {
            held.release();
        } catch (EtcdException e) {
            // It goes on trying, as long as the lease lives.
        }
        log.released();
    }

    private void lead(Locker locker, Session session, String name) {
        String who = locker.who();
        LockLog log = stage.recorder().lock(name, who, PATIENCE);
        Duration work = Duration.ofMillis(locker.dice().nextInt(150));
        long start = System.nanoTime();
        Leadership leads;
        try {
            leads = session.election(name).campaign(who, PATIENCE);
        } catch (EtcdException e) {
            log.refused(e);
            inTime(name, who, start, PATIENCE);
            return;
        }
        log.acquired(leads.revision(), session.lease());
        turns.had(who);
        inTime(name, who, start, PATIENCE);
        leads.lost().thenAccept(loss -> log.lost());
        work(locker, name, leads.revision(), leads.isLeader(), work);
        log.releasing();
        try {
            leads.resign();
        } catch (EtcdException e) {
            // As with a lock.
        }
        log.released();
    }

    private void inTime(String name, String who, long start, Duration atMost) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(atMost.plus(Caller.SLACK)) > 0) {
            stage.violation(who + " waited " + took + " for " + name + ", and was to wait " + atMost);
        }
    }

    /** What only the holder may do: before and after a while, by which time it may be the holder no more. */
    private void work(Locker locker, String name, long token, Compare isOwner, Duration time) {
        write(locker, name, token, isOwner);
        stage.rest(calm && time.compareTo(SHORT_WORK) > 0 ? SHORT_WORK : time);
        write(locker, name, token, isOwner);
    }

    private void write(Locker locker, String name, long token, Compare isOwner) {
        String value = token + "." + writes.incrementAndGet();
        locker.caller().call(Ask.putIf(isOwner, "guarded/" + name, value), WRITING);
    }

    /** To be called when nothing fails any more: whoever contends has a turn within this time, or is told as a violation. */
    void everybodyHasTurn(Duration atMost) {
        calm = true;
        Turns.Round round = turns.round();
        Wait.until(System.nanoTime() + atMost.toNanos(), () -> round.waiting().isEmpty());
        round.waiting()
                .forEach(who -> stage.violation("starved: " + who + " had no turn within " + atMost
                        + ", though nothing failed any more and all others gave back what they had"));
    }

    /** Waits until no lock, no place in a queue and no candidate is left, when nobody wants any; what is left is a violation. */
    void vanish(EtcdClient outside, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (String prefix : List.of("locks/", "elections/")) {
            if (!Wait.until(deadline, () -> isEmpty(outside, prefix))) {
                stage.violation("left behind, " + atMost + " after all ended: "
                        + outside.kv().get(Get.prefix(prefix).keysOnly()).kvs().stream()
                                .map(KeyValue::keyText)
                                .toList());
            }
        }
    }

    private static boolean isEmpty(EtcdClient outside, String prefix) {
        try {
            return outside.kv().get(Get.prefix(prefix).countOnly()).count() == 0;
        } catch (EtcdException e) {
            return false;
        }
    }
}
