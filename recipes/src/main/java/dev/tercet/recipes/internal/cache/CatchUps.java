package dev.tercet.recipes.internal.cache;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.recipes.internal.flow.Backoff;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.ProgressTrust;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.flow.Timer.Alarm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for the copy to get somewhere, and what is done so that it gets there.
 *
 * <p>A copy whose range does not change does not know how far it is. While somebody waits, the watch is asked for a mark of progress,
 * again and again, since servers answer only when a watch has all it is due; or, where marks cannot be relied on or do not come, the
 * server is asked for the last change in the range.
 *
 * <p>Threads: everything happens in steps of the cache's lane.
 */
final class CatchUps {
    /** Of the cache, what this needs; all within the lane. */
    interface Follower {
        /** The content; null before the first list. */
        @Nullable
        Copy copy();

        /** Which connection the watch has, if it has one: another number after every loss. */
        int connection();

        /** Whether it has none at the moment. */
        boolean isBehind();

        /** Marks can be relied on as long as it is this connection. */
        void trust(int connection);

        /** Asks the watch for a mark. */
        void requestProgress();
    }

    private static final long FIRST_PAUSE = 20_000_000L;
    private static final long LONGEST_PAUSE = 2_000_000_000L;
    /** Marks that did not come by then, after some 0.3 seconds, are not waited for alone. */
    private static final int PATIENCE = 4;

    /** What could not be found out about members is tried again after this long. */
    private static final long ANEW = 10_000_000_000L;

    private static final int NONE = -1;

    private final EtcdClient etcd;
    private final KeyRange range;
    private final Lane lane;
    private final Timer timer;
    private final Follower follower;
    private final Set<Wait> waits = new LinkedHashSet<>();
    private @Nullable Alarm pulse;
    private int pulses;
    private final Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private final Set<String> trustedEndpoints = new HashSet<>();
    private int asked = NONE;
    private long askedAt;
    private int trusted = NONE;
    private int distrusted = NONE;
    private @Nullable CompletableFuture<?> proof;

    CatchUps(EtcdClient etcd, KeyRange range, Lane lane, Timer timer, Follower follower) {
        this.etcd = etcd;
        this.range = range;
        this.lane = lane;
        this.timer = timer;
        this.follower = follower;
    }

    /** Waits for a revision that is known. */
    void add(Wait wait) {
        waits.add(wait);
        moved();
        push();
    }

    /** Waits for the revision that the server is at. */
    void addPresent(Wait wait) {
        waits.add(wait);
        // Of one key, which costs the server next to nothing, and which whoever may read the range may read.
        CompletableFuture<GetResult> present =
                kv().get(Get.of(KeyRange.of(range.key())).countOnly());
        wait.call(present);
        present.whenComplete((found, failure) -> lane.run(() -> {
            if (!waits.contains(wait)) {
                return;
            }
            if (failure != null) {
                waits.remove(wait);
                wait.fail(Task.unwrapped(failure));
            } else {
                wait.goal(found.revision());
                moved();
                push();
            }
        }));
    }

    /**
     * It waits no longer.
     *
     * @return whether it did
     */
    boolean remove(Wait wait) {
        wait.over();
        return waits.remove(wait);
    }

    /** The copy is another one. */
    void moved() {
        Copy copy = follower.copy();
        if (copy == null || waits.isEmpty()) {
            return;
        }
        for (Wait wait : List.copyOf(waits)) {
            if (wait.isReached(copy)) {
                waits.remove(wait);
                wait.succeed(copy);
            }
        }
    }

    /** It gets nowhere any more. */
    void end(Throwable cause) {
        List<Wait> all = new ArrayList<>(waits);
        waits.clear();
        all.forEach(wait -> wait.fail(cause));
        stop();
    }

    /** Begins to ask, or begins anew to ask often: something is different now. */
    void push() {
        if (waits.isEmpty()) {
            return;
        }
        stop();
        pulses = 0;
        pauses.reset();
        ask();
    }

    private void ask() {
        pulse = null;
        boolean possible = follower.copy() != null && !follower.isBehind();
        if (!possible || waits.stream().noneMatch(wait -> wait.goal() > 0)) {
            return;
        }
        int connection = follower.connection();
        if (trusted == connection) {
            follower.requestProgress();
        } else if (asked != connection || timer.now() - askedAt > ANEW) {
            askVersions(connection);
        }
        if (distrusted == connection || pulses >= PATIENCE) {
            askProof();
        }
        pulses++;
        pulse = timer.after(pauses.next(), () -> lane.run(this::ask));
    }

    private void stop() {
        Alarm next = pulse;
        pulse = null;
        if (next != null) {
            next.cancel();
        }
    }

    private void askVersions(int connection) {
        asked = connection;
        askedAt = timer.now();
        etcd.async()
                .maintenance()
                .statuses()
                .whenComplete((statuses, failure) -> lane.run(() -> versions(connection, statuses)));
    }

    private void versions(int connection, @Nullable List<EndpointStatus> statuses) {
        if (connection != follower.connection()) {
            return;
        }
        if (statuses != null && !statuses.isEmpty() && statuses.stream().allMatch(this::isTrusted)) {
            trusted = connection;
            follower.trust(connection);
        } else {
            distrusted = connection;
        }
        push();
    }

    /** One that does not answer now is what it was when it last did: to become another it has to break its connections. */
    private boolean isTrusted(EndpointStatus status) {
        status.status().ifPresent(known -> {
            if (ProgressTrust.isTrusted(known.version())) {
                trustedEndpoints.add(status.endpoint());
            } else {
                trustedEndpoints.remove(status.endpoint());
            }
        });
        return trustedEndpoints.contains(status.endpoint());
    }

    private void askProof() {
        if (proof != null || waits.stream().noneMatch(Wait::needsProof)) {
            return;
        }
        CompletableFuture<GetResult> last = kv().get(Get.of(range)
                .sortedBy(SortTarget.MOD_REVISION, SortOrder.DESCENDING)
                .limit(1)
                .keysOnly());
        proof = last;
        last.whenComplete((found, failure) -> lane.run(() -> {
            proof = null;
            if (found != null) {
                waits.forEach(wait -> wait.proof(found));
                moved();
            }
        }));
    }

    private AsyncKv kv() {
        return etcd.async().kv();
    }
}
