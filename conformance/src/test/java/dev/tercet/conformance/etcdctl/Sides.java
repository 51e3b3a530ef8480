package dev.tercet.conformance.etcdctl;

import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * Two servers that are new and set up alike.
 *
 * @param real the newest etcd
 * @param embedded what should be the same
 */
record Sides(Side real, Side embedded) {
    private static final Duration PROGRESS = Duration.ofMillis(200);
    private static final String NAME = "m0";
    private static final Pattern WATCHERS = Pattern.compile("(?m)^etcd_debugging_mvcc_watcher_total (\\d+)");

    /**
     * Both, for an {@code etcdctl} of this version.
     *
     * @throws TestAbortedException if it is not to be had
     */
    static Sides start(String version, long quotaBytes) {
        WhenUnavailable policy = WhenUnavailable.fromEnvironment();
        EtcdBinaries tool = policy.obtain(() -> EtcdBinaries.find(version));
        // As cheap as can be: passwords are not what is tested.
        EtcdSettings settings = EtcdSettings.newest()
                .withLogLevel("error")
                .withWatchProgressEvery(PROGRESS)
                .withOption("bcrypt-cost", "4")
                .withOption("quota-backend-bytes", Long.toString(quotaBytes));
        RealEtcd real = policy.obtain(() -> RealEtcd.start(settings));
        EmbeddedEtcd embedded = EmbeddedEtcd.builder()
                .port(0)
                .name(NAME)
                .version(real.version().toString())
                .quotaBytes(quotaBytes)
                .watchProgressInterval(PROGRESS)
                // What the real one has with the timers of tests.
                .minLeaseTtl(Duration.ofSeconds(1))
                .start();
        return new Sides(
                new Side(tool, real.endpoint(0), () -> watchers(real.metrics(0)), real::close),
                new Side(tool, embedded.endpoint(), () -> embedded.usage().watches(), embedded::close));
    }

    private static int watchers(String metrics) {
        Matcher matcher = WATCHERS.matcher(metrics);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
