package dev.tercet.conformance.differential;

import java.util.ArrayDeque;
import java.util.Deque;

/** Has two servers take the same steps, until they disagree. */
final class Play {
    private static final int REMEMBERED = 20;

    private final Side left;
    private final Side right;
    private final long seed;
    private final World world = new World();
    private final Script script;
    private final Deque<String> past = new ArrayDeque<>();

    Play(Side left, Side right, long seed) {
        this.left = left;
        this.right = right;
        this.seed = seed;
        this.script = new Script(seed, world);
    }

    /**
     * Plays as many steps, and then what comes at last.
     *
     * @throws AssertionError at the first that comes out differently
     */
    void play(int steps) {
        for (int number = 1; number <= steps; number++) {
            take(number, script.next());
        }
        for (Step step = script.last(); step != null; step = script.last()) {
            take(steps, step);
        }
    }

    private void take(int number, Step step) {
        Observation here;
        Observation there;
        try {
            here = left.play(step);
            there = right.play(step);
        } catch (IllegalStateException e) {
            throw new AssertionError(report(number, step, "failed: " + e.getMessage(), ""), e);
        }
        if (!here.sameAs(there)) {
            throw new AssertionError(report(number, step, here.besides(there), there.besides(here)));
        }
        world.saw(step, here);
        if (past.size() == REMEMBERED) {
            past.remove();
        }
        past.add(number + ": " + step + "\n      " + here);
    }

    private String report(int number, Step step, String here, String there) {
        return "seed " + seed + ", step " + number + ": two servers answer differently\n\n  "
                + String.join("\n  ", past) + "\n\n  " + number + ": " + step + "\n  left  " + here
                + "\n  right "
                + there
                + "\n\nagain: mvn test -pl conformance -am -Dtest=DifferentialTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtercet.seed=" + seed
                + " -Dtercet.differential.steps=" + number;
    }
}
