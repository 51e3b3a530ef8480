package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.history.LeaseLog;
import dev.tercet.conformance.faults.history.LockLog;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Clients that contend for locks and for an election, write under them what only their holder may, and give them back. */
final class Lockers {
    /** Twice as long as a cluster is without a majority, and more: shorter ones are lost by what they are not to be lost by. */
    private static final Duration TTL = Duration.ofSeconds(10);

    /** With three members and a fault after another a turn may take long to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stage stage;
    private final Crew crew;

    Lockers(Stage stage, Crew crew) {
        this.stage = stage;
        this.crew = crew;
    }

    /** On a session that is opened anew when it is lost. */
    void onSessions(Client client, String lock, int number) {
        String who = client.name() + "/session-" + number;
        SplittableRandom dice = stage.dice(who);
        crew.start(who, () -> {
            while (stage.rest(Duration.ofMillis(dice.nextInt(300)))) {
                session(client.etcd(), who, session -> {
                    while (session.isAlive() && stage.rest(Duration.ofMillis(dice.nextInt(100)))) {
                        hold(
                                client.etcd(),
                                "locks/" + lock,
                                who,
                                dice,
                                atMost -> session.lock("locks/" + lock).acquire(atMost));
                    }
                });
            }
        });
    }

    /** On leases of their own, for a fixed time or until they are given back. */
    void onTheirOwn(Client client, String lock, int number) {
        String who = client.name() + "/own-" + number;
        SplittableRandom dice = stage.dice(who);
        NamedLocks locks = Recipes.of(client.etcd()).locks();
        crew.start(who, () -> {
            while (stage.rest(Duration.ofMillis(dice.nextInt(100)))) {
                boolean fixed = dice.nextInt(3) == 0;
                NamedLocks these = fixed ? locks.withFixedTtl(Duration.ofSeconds(2)) : locks.withTtl(TTL);
                hold(
                        client.etcd(),
                        "locks/" + lock,
                        who,
                        dice,
                        atMost -> these.lock("locks/" + lock).acquire(atMost));
            }
        });
    }

    /** In an election, which is a lock with a voice. */
    void campaigning(Client client, int number) {
        String who = client.name() + "/candidate-" + number;
        String name = "elections/e";
        SplittableRandom dice = stage.dice(who);
        crew.start(who, () -> {
            while (stage.rest(Duration.ofMillis(dice.nextInt(300)))) {
                session(client.etcd(), who, session -> {
                    while (session.isAlive() && stage.rest(Duration.ofMillis(dice.nextInt(100)))) {
                        lead(client.etcd(), session, name, who, dice);
                    }
                });
            }
        });
    }

    private interface Body {
        void run(Session session);
    }

    private void session(EtcdClient etcd, String who, Body body) {
        LeaseLog log = stage.lease(who, TTL);
        Session session;
        try {
            session = Recipes.of(etcd).openSession(TTL);
        } catch (EtcdException e) {
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

    private void hold(EtcdClient etcd, String name, String who, SplittableRandom dice, Acquisition acquisition) {
        Duration atMost = dice.nextInt(4) == 0 ? Duration.ofMillis(dice.nextInt(200, 2_000)) : PATIENCE;
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
        inTime(name, who, start, atMost);
        held.remaining().ifPresent(log::remaining);
        held.lost().thenAccept(loss -> log.lost());
        work(etcd, name, held.fencingToken(), held.isOwner(), work);
        log.releasing();
        try {
            held.release();
        } catch (EtcdException e) {
            // It goes on trying, as long as the lease lives.
        }
        log.released();
    }

    private void lead(EtcdClient etcd, Session session, String name, String who, SplittableRandom dice) {
        LockLog log = stage.recorder().lock(name, who, PATIENCE);
        Duration work = Duration.ofMillis(dice.nextInt(150));
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
        inTime(name, who, start, PATIENCE);
        leads.lost().thenAccept(loss -> log.lost());
        work(etcd, name, leads.revision(), leads.isLeader(), work);
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
    private void work(EtcdClient etcd, String name, long token, Compare isOwner, Duration time) {
        write(etcd, name, token, isOwner);
        stage.rest(time);
        write(etcd, name, token, isOwner);
    }

    private static void write(EtcdClient etcd, String name, long token, Compare isOwner) {
        try {
            etcd.withTimeout(Duration.ofSeconds(2))
                    .kv()
                    .txn(Txn.when(isOwner).then(Put.of("guarded/" + name, Long.toString(token))));
        } catch (EtcdException e) {
            // Done or not: the compare held if it was.
        }
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
