package dev.tercet.conformance.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.run.Findings;
import dev.tercet.conformance.faults.run.Plan;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A little of each load; all of it with {@code -Dtercet.long=true}. */
class LoadTest {
    private static final boolean LONG = Boolean.getBoolean("tercet.long");
    private static final Duration TIME = LONG ? LoadScenario.FULL : Duration.ofSeconds(4);

    private static final Map<String, Long> ALL = Map.of(
            "clients opened and closed",
            10_000L,
            "watches opened and cancelled",
            1_000_000L,
            "locks timed out",
            100_000L);

    @Test
    @Timeout(value = 90, unit = TimeUnit.MINUTES)
    void nothingIsLeftOfMuch(@TempDir Path folder) throws Exception {
        WhenUnavailable.of("newest").obtain(() -> EtcdBinaries.find("newest"));
        Findings findings = new LoadScenario().run(new Plan(9, TIME, "newest", folder));
        assertThat(findings.violations()).as("%s", findings.counts()).isEmpty();
        assertThat(findings.counts())
                .containsKeys("changes that each of a hundred watches was told", "values that nobody read")
                .containsKeys("values that nobody read, over JSON", "values of v2 that nobody read");
        if (LONG) {
            assertThat(findings.counts()).containsKey("values that nobody read, over JSON without websockets");
        }
        ALL.forEach(
                (what, all) -> assertThat(findings.counts().get(what)).as(what).isGreaterThanOrEqualTo(LONG ? all : 1));
    }
}
