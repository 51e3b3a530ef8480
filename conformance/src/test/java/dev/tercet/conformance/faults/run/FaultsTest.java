package dev.tercet.conformance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./faults}: all kinds of work under all kinds of faults, on three members of the newest etcd. */
class FaultsTest {
    /** With this one every kind of fault comes in the short time. */
    static final long SEED = 20_261_771;

    static final Duration SHORT = Duration.ofSeconds(48);
    private static final Duration TIME = Boolean.getBoolean("tercet.long") ? Duration.ofMinutes(5) : SHORT;

    @Test
    void nothingIsFoundWhileThingsFail() throws Exception {
        Assumptions.assumeFalse("none".equals(System.getProperty("tercet.etcd.versions")), "real etcds are not wanted");
        WhenUnavailable.fromEnvironment().obtain(() -> EtcdBinaries.find("newest"));
        long seed = Long.getLong("tercet.seed", SEED);
        Path folder = Files.createDirectories(Path.of("target", "faults"));
        System.out.println("the seed of the faults: " + seed + "; the report: " + folder.toAbsolutePath());
        System.out.println("again: " + Again.seed(Scenarios.MIXED.name(), Optional.of("newest"), TIME, seed));
        // Nobody waits here for ten minutes more.
        Findings findings = Scenarios.MIXED.once(new Plan(seed, TIME, "newest", folder));
        System.out.println(findings.counts());
        assertThat(findings.violations()).isEmpty();
        // It is not the client's fault that a machine has no partitions; but somebody ought to know.
        findings.undecided().forEach(System.out::println);
        assertThat(findings.undecided()).allMatch(each -> each.startsWith(Tried.NO_PARTITIONS));
        // All of it was at work, and most of what was to happen to it did.
        Map<String, Long> counts = findings.counts();
        for (String counted : List.of("operations", "faults", "watches", "leases", "locks held")) {
            assertThat(findings.counts().get(counted)).as(counted).isPositive();
        }
    }
}
