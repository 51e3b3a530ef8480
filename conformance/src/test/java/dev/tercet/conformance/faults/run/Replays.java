package dev.tercet.conformance.faults.run;

import dev.tercet.conformance.faults.check.Violation;
import dev.tercet.conformance.faults.nemesis.Schedule;
import dev.tercet.conformance.faults.nemesis.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A round in which something was wrong, again and again, with fewer and fewer of its faults. Threads and processes run as they like,
 * so that what was seen once may not be seen again: then so much is told.
 */
final class Replays {
    /** With all faults, until it is seen again. */
    private static final int TRIES = 3;

    /** With some of them. */
    private static final int TRIES_OF_FEWER = 2;

    private final Case round;
    private final Round.Played first;
    private final Path folder;
    private long until;
    private long longest;
    private int played;
    private int failed;

    /** What can be played again. */
    interface Case {
        /**
         * Plays it.
         *
         * @param changes what is made of the schedule that follows from its seed
         */
        Round.Played play(UnaryOperator<Schedule> changes) throws InterruptedException;

        /** The command that has it once more. */
        String again();

        /** The same with those faults only that have these numbers. */
        String again(List<Integer> numbers);
    }

    /**
     * Those of one round.
     *
     * @param first how it went
     * @param folder where the report of the one with the fewest faults goes
     */
    Replays(Case round, Round.Played first, Path folder) {
        this.round = round;
        this.first = first;
        this.folder = folder;
    }

    /** The rules that were broken, of those that have to do with the client. */
    static Set<String> rules(Round.Played played) {
        Set<String> rules = played.found().stream().map(Violation::rule).collect(Collectors.toCollection(TreeSet::new));
        rules.removeAll(Set.of(Violation.UNDECIDED, Round.NOT_FINISHED, Round.NOTHING));
        return rules;
    }

    /** What comes of it in so much time, in words. */
    String within(Duration time) {
        until = System.nanoTime() + time.toNanos();
        List<Step> all = first.schedule().steps();
        boolean seen = shows(all, TRIES);
        String runs =
                played + (played == 1 ? " run" : " runs") + (failed == 0 ? "" : ", of which " + failed + " failed");
        if (!seen) {
            return "not seen again in " + runs + " with the same seed and the same faults: which of the " + all.size()
                    + " faults it needs is not known";
        }
        List<Step> least = Fewer.of(all, fewer -> shows(fewer, TRIES_OF_FEWER), this::isLate);
        return "seen again after " + runs + "; in " + played + " runs, " + (isLate() ? "and no more time, " : "")
                + "the fewest faults with which it was seen are " + least.size() + " of " + all.size() + ":"
                + least.stream().map(step -> "\n" + step).collect(Collectors.joining())
                + "\nagain by " + round.again(least.stream().map(Step::number).toList());
    }

    private boolean shows(List<Step> steps, int tries) {
        for (int i = 0; i < tries && !isLate(); i++) {
            long start = System.nanoTime();
            played++;
            try {
                Round.Played again = round.play(whole -> first.schedule().with(steps));
                if (!Collections.disjoint(rules(again), rules(first))) {
                    again.write(folder);
                    return true;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException | Error e) {
                // A machine that is in no state for it says nothing of the client.
                failed++;
            } finally {
                longest = Math.max(longest, System.nanoTime() - start);
            }
        }
        return false;
    }

    /** Whether the time that is left is too short for one more. */
    private boolean isLate() {
        return System.nanoTime() + longest > until || Thread.currentThread().isInterrupted();
    }
}
