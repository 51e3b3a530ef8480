package dev.tercet.conformance.faults.wire;

import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.conformance.faults.run.Plan;
import dev.tercet.conformance.faults.run.Scenario;
import dev.tercet.conformance.faults.wire.cut.Cuts;
import dev.tercet.conformance.faults.wire.fuzz.Fuzz;
import dev.tercet.testkit.script.http.Cut;
import java.time.Duration;

/** Servers that are scripts: watches cut everywhere, and answers that are wrong at random. */
public final class WireScenario implements Scenario {
    /** Of the fuzzers, however long the cuts took. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    /** A run of this time or more goes on until there were many conversations, and not only many bytes for decoders. */
    private static final Duration FULL = Duration.ofMinutes(5);

    private static final long MANY = 100_000;

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public String says() {
        return "a watch cut behind every message and byte; answers lost, doubled, mixed up and broken, from a seed";
    }

    @Override
    public Duration full() {
        return FULL;
    }

    @Override
    public Findings run(Plan plan) throws Exception {
        long start = System.nanoTime();
        Tally tally = new Tally();
        Unheard.listen(tally, () -> {
            SideBySide.run(2, worker -> {
                if (worker == 0) {
                    cutEverywhere(new Cuts(tally));
                } else {
                    new Silence(tally).play();
                }
            });
            Duration left = plan.time().minusNanos(System.nanoTime() - start);
            long leastWire = plan.time().compareTo(FULL) < 0 ? 0 : MANY;
            new Fuzz(plan.seed(), tally).run(left.compareTo(LEAST) < 0 ? LEAST : left, leastWire, MANY);
        });
        return tally.findings();
    }

    /** A case of the fuzzers; their names say the seed. */
    @Override
    public Findings again(String one, Plan plan) throws Exception {
        Tally tally = new Tally();
        Unheard.listen(tally, () -> Fuzz.play(one, tally));
        return tally.findings();
    }

    private static void cutEverywhere(Cuts cuts) throws Exception {
        cuts.grpcMessages();
        cuts.recordedMessages();
        cuts.compactions();
        for (Cut cut : Cut.values()) {
            cuts.grpcBytes(cut);
            cuts.gateway(true, false, cut);
            cuts.gateway(true, true, cut);
        }
    }
}
