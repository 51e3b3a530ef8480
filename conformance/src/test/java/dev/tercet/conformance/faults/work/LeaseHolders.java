package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.history.LeaseLog;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Leases that are kept alive and have to live, leases that are left alone and have to die, and one who looks at them from outside. */
final class LeaseHolders {
    private static final CallOptions PATIENT = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(4));
    private static final Duration BRIEF = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Stage stage;
    private final Crew crew;

    /** Keys that were put on leases, each known to be there. */
    private final Map<String, LeaseLog> keys = new ConcurrentHashMap<>();

    LeaseHolders(Stage stage, Crew crew) {
        this.stage = stage;
        this.crew = crew;
    }

    /** Keeps one lease after another, and ends them in every way. */
    void keeping(Client client) {
        keeping(client, "keeper", dice -> Duration.ofSeconds(dice.nextInt(8, 13)));
    }

    /** The same, of a TTL that is shorter than what befalls the members: some are lost. */
    void keepingBriefly(Client client) {
        keeping(client, "brief-keeper", dice -> BRIEF);
    }

    private void keeping(Client client, String part, Function<SplittableRandom, Duration> ttl) {
        String who = client.name() + "/" + part;
        SplittableRandom dice = stage.dice(who);
        Caller caller = new Caller(stage, client);
        crew.start(who, () -> {
            for (int count = 1; stage.rest(Duration.ofMillis(200)); count++) {
                keep(client, caller, who, count, ttl.apply(dice), dice);
            }
        });
    }

    private void keep(Client client, Caller caller, String who, int count, Duration ttl, SplittableRandom dice) {
        Duration hold = Duration.ofMillis(dice.nextInt(500, 12_000));
        boolean revokes = dice.nextBoolean();
        LeaseLog log = stage.recorder().lease(who, ttl);
        KeptLease lease;
        try {
            lease = client.etcd().with(PATIENT).leases().keep(ttl);
        } catch (EtcdException e) {
            log.refused(e);
            return;
        }
        log.granted(lease.id(), lease.ttl());
        lease.onState(state -> {
            if (state instanceof LeaseState.Lost lost) {
                log.lost(lost.reason() + ": " + lost.message());
            }
        });
        String key = "l/" + who + "/" + count;
        if (caller.call(Ask.putOnLease(key, who + "." + count, lease.id()), PATIENT)
                .isPresent()) {
            expect(key, log);
        }
        stage.rest(hold);
        if (revokes || !stage.goesOn()) {
            revoke(lease, log);
        } else {
            lease.close();
            log.leftAlone();
        }
    }

    private static void revoke(KeptLease lease, LeaseLog log) {
        log.revoking();
        try {
            lease.revoke();
            log.revoked();
        } catch (EtcdException e) {
            // It is not renewed any more in any case.
            log.leftAlone();
        }
    }

    /** Grants one lease after another and lets them die. */
    void leaving(Client client) {
        String who = client.name() + "/leaver";
        SplittableRandom dice = stage.dice(who);
        Caller caller = new Caller(stage, client);
        EtcdClient etcd = client.etcd().with(PATIENT);
        crew.start(who, () -> {
            for (int count = 1; stage.rest(Duration.ofMillis(dice.nextInt(1_500))); count++) {
                Duration ttl = Duration.ofSeconds(dice.nextInt(2, 6));
                LeaseLog log = stage.recorder().leaseLeftAlone(who, ttl);
                LeaseGrant grant;
                try {
                    grant = etcd.leases().grant(ttl);
                } catch (EtcdException e) {
                    log.refused(e);
                    continue;
                }
                log.granted(grant.id(), grant.ttl());
                log.leftAlone();
                String key = "l/" + who + "/" + count;
                if (caller.call(Ask.putOnLease(key, who + "." + count, grant.id()), PATIENT)
                        .isPresent()) {
                    expect(key, log);
                }
            }
        });
    }

    /** From now on this key is looked for, as long as it is there. */
    void expect(String key, LeaseLog log) {
        keys.put(key, log);
    }

    /**
     * Looks at all that was put on leases, again and again: by one linearizable read, since what a member says of leases may be old.
     *
     * @param outside a client that no proxy is in the way of
     */
    void watching(EtcdClient outside) {
        crew.start("lease-inspector", () -> {
            while (stage.rest(LOOK)) {
                look(outside);
            }
        });
    }

    private void look(EtcdClient outside) {
        Map<String, LeaseLog> expected = Map.copyOf(keys);
        long asked = stage.recorder().now();
        Set<String> there;
        try {
            there = outside
                    .withTimeout(Duration.ofSeconds(2))
                    .kv()
                    .get(Get.prefix("l/").keysOnly())
                    .kvs()
                    .stream()
                    .map(KeyValue::keyText)
                    .collect(Collectors.toSet());
        } catch (EtcdException e) {
            return;
        }
        expected.forEach((key, log) -> {
            log.sighted(asked, there.contains(key));
            if (!there.contains(key)) {
                keys.remove(key);
            }
        });
    }

    /** Waits until all that hung on leases is gone, when nobody holds one any more; what is there is told as a violation. */
    void die(EtcdClient outside, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean dead = Wait.until(deadline, () -> {
            look(outside);
            return keys.isEmpty();
        });
        if (!dead) {
            stage.violation("keys on leases that nobody renews are there " + atMost + " later: " + keys.keySet());
        }
    }

    /** Waits until there is no lease at all; one that somebody keeps without knowing it would be there. */
    void noneLeft(EtcdClient outside, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        List<Long> left = new ArrayList<>();
        boolean none = Wait.until(deadline, () -> {
            try {
                left.clear();
                left.addAll(outside.leases().list().ids());
                return left.isEmpty();
            } catch (EtcdException e) {
                return false;
            }
        });
        if (!none) {
            stage.violation("leases that nobody has are there " + atMost + " later: "
                    + left.stream().map(Long::toHexString).toList());
        }
    }
}
