package dev.tercet.conformance.differential;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the steps: most of the time anybody may do anything, then for a while there are users; at last leases expire. */
final class Script {
    private static final int OPEN = 1600;
    private static final int GUARDED = 400;

    private static final List<Weighted> ANYTHING = List.of(
            new Weighted(230, KvSteps::put),
            new Weighted(230, KvSteps::range),
            new Weighted(70, KvSteps::delete),
            new Weighted(200, TxnSteps::txn),
            new Weighted(10, KvSteps::compact),
            new Weighted(100, LeaseSteps::lease),
            new Weighted(80, WatchSteps::watch),
            new Weighted(20, (dice, world, out) -> out.add(new Step.Settle(world.master()))),
            new Weighted(2, WatchSteps::silent),
            new Weighted(60, LockSteps::lock),
            new Weighted(4, ContestSteps::contest),
            new Weighted(3, ObserveSteps::observe),
            new Weighted(2, LearnerSteps::learner),
            new Weighted(15, ServerSteps::maintenance),
            new Weighted(10, ServerSteps::cluster),
            new Weighted(3, TxnSteps::manyOperations),
            new Weighted(1, ManySteps::many),
            new Weighted(2, BigSteps::request),
            new Weighted(1, BigSteps::events),
            new Weighted(2, ServerSteps::alarm));
    private static final List<Weighted> BY_USERS = List.of(
            new Weighted(300, AuthSteps::manage),
            new Weighted(120, AuthSteps::authenticate),
            new Weighted(80, KvSteps::put),
            new Weighted(120, KvSteps::range),
            new Weighted(60, KvSteps::delete),
            new Weighted(120, TxnSteps::txn),
            new Weighted(80, LeaseSteps::lease),
            new Weighted(60, WatchSteps::strange),
            new Weighted(30, LockSteps::lock),
            new Weighted(40, ServerSteps::maintenance),
            new Weighted(30, ServerSteps::cluster),
            new Weighted(2, ServerSteps::alarm));
    private static final int TOTAL = total(ANYTHING);
    private static final int TOTAL_BY_USERS = total(BY_USERS);

    private final Dice dice;
    private final World world;
    private final Deque<Step> due = new ArrayDeque<>();
    private final Deque<Source> endings = new ArrayDeque<>(List.of(Script::unguarded, ExpirySteps::expire));
    private int chosen;

    Script(long seed, World world) {
        this.dice = new Dice(seed);
        this.world = world;
        DowngradeSteps.downgrade(due);
    }

    private record Weighted(int weight, Source source) {}

    Step next() {
        int at = chosen++ % (OPEN + GUARDED);
        if (at == OPEN) {
            AuthSteps.enable(dice, world, due);
        }
        if (due.isEmpty()) {
            if (at > OPEN) {
                guarded();
            } else if (world.authEnabled()) {
                AuthSteps.disable(dice, world, due);
            } else {
                choose(ANYTHING, TOTAL, due);
            }
        }
        return due(due.remove());
    }

    /** What comes at last; null if there is nothing more. */
    @Nullable
    Step last() {
        while (due.isEmpty() && !endings.isEmpty()) {
            endings.remove().add(dice, world, due);
        }
        return due.isEmpty() ? null : due(due.remove());
    }

    private Step due(Step step) {
        return step instanceof Step.Later later ? later.choice().apply(world) : step;
    }

    private static void unguarded(Dice dice, World world, Deque<Step> out) {
        if (world.authEnabled()) {
            AuthSteps.disable(dice, world, out);
        }
    }

    private void guarded() {
        if (world.rootIsStranger()) {
            due.add(AuthSteps.root());
        } else if (!world.authEnabled() && dice.chance(15)) {
            AuthSteps.enable(dice, world, due);
        } else if (world.authEnabled() && dice.chance(1)) {
            AuthSteps.disable(dice, world, due);
        } else {
            Deque<Step> steps = new ArrayDeque<>();
            choose(BY_USERS, TOTAL_BY_USERS, steps);
            String user = user();
            steps.forEach(step -> due.add(by(user, step)));
        }
    }

    private String user() {
        if (dice.chance(35)) {
            return world.master();
        }
        return dice.chance(85) ? dice.pick(AuthSteps.USERS) : dice.pick(Step.NOBODY, "nobody");
    }

    private static Step by(String user, Step step) {
        if (step instanceof Step.Call call) {
            return call.user().isEmpty() ? call.by(user) : call;
        } else if (step instanceof Step.GrantAny grant) {
            return new Step.GrantAny(grant.request(), user);
        } else if (step instanceof Step.Renew renew) {
            return new Step.Renew(renew.requests(), user);
        } else if (step instanceof Step.Watching watching) {
            return new Step.Watching(watching.stream(), watching.request(), watching.awaited(), user);
        }
        return step;
    }

    private void choose(List<Weighted> from, int total, Deque<Step> out) {
        int at = dice.below(total);
        for (Weighted weighted : from) {
            at -= weighted.weight();
            if (at < 0) {
                weighted.source().add(dice, world, out);
                return;
            }
        }
    }

    private static int total(List<Weighted> all) {
        return all.stream().mapToInt(Weighted::weight).sum();
    }
}
