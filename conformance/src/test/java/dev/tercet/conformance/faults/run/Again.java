package dev.tercet.conformance.faults.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** The command that has something once more. */
final class Again {
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);

    private Again() {}

    /** One scenario with one seed. */
    static String seed(String scenario, Optional<String> version, Duration time, long seed) {
        return command(scenario, version, time, "--seed " + seed);
    }

    /** One case of a scenario. */
    static String one(String scenario, Optional<String> version, Duration time, String name) {
        return command(scenario, version, time, "--case " + name);
    }

    private static String command(String scenario, Optional<String> version, Duration time, String which) {
        // To the millisecond: what comes when depends on how long all of it lasts.
        String minutes = BigDecimal.valueOf(time.toMillis())
                .divide(MINUTE, 5, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return "./faults " + minutes + " --scenario " + scenario
                + version.map(some -> " --etcd " + some).orElse("") + " " + which;
    }
}
