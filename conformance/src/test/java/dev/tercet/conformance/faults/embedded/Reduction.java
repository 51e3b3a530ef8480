package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.run.Fewer;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A programme that fails, with as few steps as still do. Each is tried a few times, since a little of a run is chance; what fails in
 * another way is another finding, and does not count.
 */
final class Reduction {
    private static final int TRIES = 3;

    private final Supplier<Doubles> doubles;
    private final long until;
    private Programme least;
    private Set<String> violations;
    private final Set<String> kinds;

    private Reduction(Programme failing, Set<String> violations, Supplier<Doubles> doubles, long until) {
        this.least = failing;
        this.violations = violations;
        this.kinds = violations.stream().map(Reduction::kind).collect(Collectors.toSet());
        this.doubles = doubles;
        this.until = until;
    }

    /**
     * Reduces.
     *
     * @param nanos how long it may take, about
     * @return seed, steps and violations, in words
     */
    static String of(Programme failing, Set<String> violations, Supplier<Doubles> doubles, long nanos) {
        return new Reduction(failing, violations, doubles, System.nanoTime() + nanos).run();
    }

    private String run() {
        int whole = least.steps().size();
        Fewer.of(least.steps(), steps -> fails(least.with(steps)), () -> System.nanoTime() >= until);
        return String.join("\n", violations) + "\nin " + least + "\n"
                + least.steps().size() + " of " + whole + " steps; again: " + command(least.asCase())
                + "\nall of them: " + command(Long.toString(least.seed()));
    }

    private static String command(String which) {
        return EmbeddedScenario.COMMAND + which;
    }

    /** What kind of thing it is, without the case: its words before the first colon. */
    private static String kind(String violation) {
        return violation.substring(0, Math.max(0, violation.indexOf(':'))).replaceFirst(" at [0-9.,]+ ms$", "");
    }

    private boolean fails(Programme programme) {
        for (int i = 0; i < TRIES; i++) {
            Set<String> found = Play.play(programme, doubles.get()).violations();
            if (found.stream().map(Reduction::kind).anyMatch(kinds::contains)) {
                least = programme;
                violations = found;
                return true;
            }
        }
        return false;
    }
}
