package dev.tercet.conformance.faults.embedded;

import dev.tercet.embedded.internal.server.Usage;
import dev.tercet.error.ClientClosedException;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.error.PlaceRemovedException;
import java.util.List;

/** After a programme: all faults are mended, and everything has to come right again and leave nothing behind. */
final class Ending {
    private static final long SECOND = 1_000_000_000L;

    /** In so much time the longest pause between attempts is over, and so is the deadline of every call. */
    private static final long PATIENCE = 15 * SECOND;

    private final Play play;
    private final World world;

    Ending(Play play) {
        this.play = play;
        this.world = play.world();
    }

    void run() {
        world.faults().clear();
        world.pass(PATIENCE);
        play.sent().stream()
                .filter(sent -> !sent.isOver() || sent.isLate(world.nanos()))
                .forEach(sent -> play.wrong("hang: past its deadline: " + sent));
        List<LeaseRun> counted =
                play.leases().stream().filter(LeaseRun::isCountedOn).toList();
        locks();
        watches();
        world.pass(PATIENCE);
        counted.stream()
                .filter(lease -> !lease.isCountedOn())
                .forEach(lease -> play.wrong("a lease was lost when all was well: " + lease));
        giveBack();
        close();
    }

    /** Whoever waits gets what he waits for, once those in front of him give it back. */
    private void locks() {
        for (int i = 0; i <= play.locks().size(); i++) {
            play.locks().forEach(LockRun::release);
            world.pass(PATIENCE);
        }
        for (LockRun lock : play.locks()) {
            if (!lock.isOver()) {
                play.wrong("starved: " + lock + " was not had");
            } else if (lock.failure() instanceof PlaceRemovedException) {
                play.wrong("nobody deleted its key, but " + lock + " failed with " + lock.failure());
            }
        }
        KeyValue left = world.truth().first("lock/");
        if (left != null && play.locks().stream().allMatch(LockRun::isOver)) {
            play.wrong("nobody wants a lock, but there is " + left);
        }
    }

    private void watches() {
        // What is parked goes on when it is read, and may then have to wait for a token or for a pause.
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 50; i++) {
                play.watches().forEach(watch -> watch.read(1000));
                world.settle();
            }
            world.pass(5 * SECOND);
        }
        play.watches().forEach(watch -> watch.check().mustBeUpToDate());
        for (CacheRun cache : play.caches()) {
            String wrong = cache.notUpToDate(world.truth(), !play.isCalm());
            if (wrong != null) {
                play.wrong("cache: " + wrong);
            }
        }
    }

    private void giveBack() {
        play.sessions().forEach(session -> LockSteps.CloseSession.close(play, session));
        play.leases().forEach(LeaseRun::revoke);
        play.caches().forEach(CacheRun::close);
        play.watches().stream().filter(watch -> !watch.isOver()).forEach(WatchRun::close);
        world.settle();
        world.pass(PATIENCE);
        Usage usage = world.host().usage();
        if (!usage.equals(new Usage(0, 0, 0))) {
            play.wrong("left at the server: " + usage);
        }
        // What was granted by a call whose reply was lost lives until its time is over.
        world.pass(70 * SECOND);
        for (KeyValue kv : world.truth().range(KeyRange.ALL, Long.MAX_VALUE)) {
            if (kv.lease() != 0) {
                play.wrong("left on a lease that nobody has: " + kv);
            }
        }
    }

    private void close() {
        for (SimClient client : play.clients()) {
            int waiting = client.timer().waiting();
            if (waiting > 0) {
                play.wrong("left: " + waiting + " alarms of " + client.name() + ", which has nothing to do");
            }
            client.etcd().close();
        }
        world.settle();
        for (SimClient client : play.clients()) {
            client.etcd().async().kv().get("k/0").whenComplete((got, failure) -> {
                if (!(failure instanceof ClientClosedException)) {
                    play.wrong("a client that is closed: " + failure);
                }
            });
        }
        world.settle();
    }
}
