package dev.tercet.conformance.faults.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.run.Findings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a client that is worse than ours is found out, and the finding can be had again. */
final class FoundOut {
    static final long SEED = Long.getLong("tercet.seed", 20_261_122);

    /** So many seeds are to be enough. */
    private static final int ENOUGH = 3000;

    private static final long TIME = TimeUnit.SECONDS.toNanos(60);
    private static final long REDUCING = TimeUnit.MILLISECONDS.toNanos(300);
    private static final Pattern COMMAND = Pattern.compile(Pattern.quote(EmbeddedScenario.COMMAND) + "(\\S+)");

    private FoundOut() {}

    /** That it is, in some of these words. */
    static void expect(Supplier<Doubles> worse, String... words) throws InterruptedException {
        EmbeddedScenario scenario = new EmbeddedScenario(worse, 1, REDUCING);
        Findings findings = scenario.run(SEED, ENOUGH, TIME);
        assertThat(findings.violations()).as("%s", findings.counts()).isNotEmpty();
        String violation = findings.violations().get(0);
        assertThat(Stream.of(words)).as(violation).anyMatch(violation::contains);

        List<String> cases = COMMAND.matcher(violation)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(cases).as("the fewest steps, and all of them").hasSize(2);
        Programme least = Programme.ofCase(cases.get(0));
        assertThat(least.steps())
                .hasSizeLessThanOrEqualTo(Programme.ofCase(cases.get(1)).steps().size());
        assertThat(scenario.again(cases.get(0)).violations()).as(violation).isNotEmpty();
    }
}
