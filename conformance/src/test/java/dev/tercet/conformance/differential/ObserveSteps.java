package dev.tercet.conformance.differential;

import java.util.Deque;

/** An election that somebody observes, through proclamations, vacancies and a change of leaders. */
final class ObserveSteps {
    private static final Office OFFICE = new Office("observed");
    private static final long FIRST = 111;
    private static final long SECOND = 112;
    private static final int OBSERVER = 10;
    private static final int LATE = 11;
    private static final int CANDIDATE = 12;

    private ObserveSteps() {}

    static void observe(Dice dice, World world, Deque<Step> out) {
        out.add(OFFICE.vacate());
        out.add(Office.grant(FIRST));
        out.add(Office.grant(SECOND));
        boolean vacant = dice.chance(50);
        if (vacant) {
            out.add(new Step.Begin(OBSERVER, OFFICE.observe()));
            out.add(OFFICE.leader());
            out.add(new Step.Waits(OBSERVER));
        }
        out.add(OFFICE.campaign(FIRST, dice.value()));
        if (!vacant) {
            out.add(new Step.Begin(OBSERVER, OFFICE.observe()));
        }
        out.add(new Step.Hear(OBSERVER));
        out.add(OFFICE.leader());
        for (int i = dice.below(4); i > 0; i--) {
            out.add(OFFICE.proclaim(dice.value()));
            out.add(new Step.Hear(OBSERVER));
        }
        // Who observes from now on hears what is, and not what was.
        out.add(new Step.Begin(LATE, OFFICE.observe()));
        out.add(new Step.Hear(LATE));
        out.add(new Step.Begin(CANDIDATE, OFFICE.campaign(SECOND, dice.value())));
        out.add(OFFICE.queued(2));
        out.add(new Step.Waits(CANDIDATE));
        out.add(new Step.Waits(OBSERVER));
        out.add(dice.chance(60) ? OFFICE.resign() : Office.revoke(FIRST));
        out.add(new Step.Finish(CANDIDATE));
        heard(out);
        out.add(OFFICE.leader());
        out.add(OFFICE.proclaim(dice.value()));
        heard(out);
        out.add(dice.chance(60) ? OFFICE.resign() : OFFICE.unlock(SECOND));
        out.add(OFFICE.leader());
        out.add(OFFICE.campaign(SECOND, dice.value()));
        heard(out);
        out.add(Office.revoke(SECOND));
        out.add(Office.revoke(FIRST));
        out.add(OFFICE.leader());
        out.add(new Step.Waits(OBSERVER));
        out.add(new Step.Waits(LATE));
        out.add(new Step.GiveUp(OBSERVER));
        out.add(new Step.GiveUp(LATE));
    }

    private static void heard(Deque<Step> out) {
        out.add(new Step.Hear(OBSERVER));
        out.add(new Step.Hear(LATE));
    }
}
