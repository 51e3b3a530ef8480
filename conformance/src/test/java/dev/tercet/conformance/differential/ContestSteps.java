package dev.tercet.conformance.differential;

import java.util.Deque;

/** A lock or an election that three want at once: who is not the first waits, and goes on when its turn has come, or gives up. */
final class ContestSteps {
    private static final Office OFFICE = new Office("contest");
    private static final long FIRST = 101;
    private static final long SECOND = 102;
    private static final long THIRD = 103;

    private ContestSteps() {}

    static void contest(Dice dice, World world, Deque<Step> out) {
        boolean lock = dice.chance(50);
        out.add(OFFICE.vacate());
        out.add(Office.grant(FIRST));
        out.add(Office.grant(SECOND));
        out.add(Office.grant(THIRD));
        out.add(acquire(dice, lock, FIRST));
        out.add(new Step.Begin(2, acquire(dice, lock, SECOND)));
        out.add(OFFICE.queued(2));
        out.add(new Step.Begin(3, acquire(dice, lock, THIRD)));
        out.add(OFFICE.queued(3));
        out.add(OFFICE.leader());
        if (!lock && dice.chance(50)) {
            out.add(OFFICE.proclaim(dice.value()));
        }
        out.add(new Step.Waits(2));
        out.add(new Step.Waits(3));
        switch (dice.below(4)) {
            case 0 -> {
                out.add(new Step.GiveUp(2));
                out.add(new Step.Finish(2));
                out.add(OFFICE.queued(2));
                firstLeaves(dice, world, lock, out);
            }
            case 1 -> {
                // Its key is gone; but it hears of that only when those before it are gone as well, or not even then.
                out.add(Office.revoke(SECOND));
                out.add(OFFICE.queued(2));
                out.add(new Step.Waits(2));
                firstLeaves(dice, world, lock, out);
                out.add(new Step.Finish(2));
            }
            default -> {
                firstLeaves(dice, world, lock, out);
                out.add(new Step.Finish(2));
                out.add(OFFICE.queued(2));
                out.add(OFFICE.leader());
                out.add(new Step.Waits(3));
                leave(dice, lock, SECOND, out);
            }
        }
        out.add(new Step.Finish(3));
        out.add(OFFICE.leader());
        leave(dice, lock, THIRD, out);
        out.add(OFFICE.leader());
        out.add(Office.revoke(FIRST));
        out.add(Office.revoke(SECOND));
        out.add(Office.revoke(THIRD));
        out.add(new Step.Settle(world.master()));
    }

    private static void firstLeaves(Dice dice, World world, boolean lock, Deque<Step> out) {
        out.add(new Step.Settle(world.master()));
        out.add(new Step.Waits(3));
        leave(dice, lock, FIRST, out);
    }

    private static void leave(Dice dice, boolean lock, long lease, Deque<Step> out) {
        switch (dice.below(3)) {
            case 0 -> out.add(Office.revoke(lease));
            case 1 -> out.add(lock ? OFFICE.unlock(lease) : OFFICE.resign());
            default -> out.add(OFFICE.unlock(lease));
        }
    }

    private static Step.Call acquire(Dice dice, boolean lock, long lease) {
        return lock ? OFFICE.lock(lease) : OFFICE.campaign(lease, dice.value());
    }
}
