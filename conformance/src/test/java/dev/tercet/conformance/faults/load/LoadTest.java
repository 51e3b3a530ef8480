package dev.tercet.conformance.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.conformance.faults.run.Plan;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A little of each load; all of it with {@code -Dtercet.long=true}. */
class LoadTest {
    private static final Duration TIME =
            Boolean.getBoolean("tercet.long") ? Duration.ofMinutes(10) : Duration.ofSeconds(4);

    @Test
    void nothingIsLeftOfMuch(@TempDir Path folder) throws Exception {
        WhenUnavailable.of("newest").obtain(() -> EtcdBinaries.find("newest"));
        Findings findings = new LoadScenario().run(new Plan(9, TIME, "newest", folder));
        assertThat(findings.violations()).as("%s", findings.counts()).isEmpty();
        assertThat(findings.counts())
                .containsKeys("clients opened and closed", "watches opened and cancelled", "locks timed out")
                .containsKeys("values that nobody read", "changes that each of a hundred watches was told");
    }
}
