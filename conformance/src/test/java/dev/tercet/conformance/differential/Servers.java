package dev.tercet.conformance.differential;

import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;

/** New servers by what they are called: {@code embedded}, or a version of the real one. */
final class Servers {
    private Servers() {}

    /** One that runs and is empty. */
    record Running(String endpoint, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    static Running start(String kind) {
        if (kind.equals("embedded")) {
            EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
            return new Running(etcd.endpoint(), etcd::close);
        }
        // The timers that are etcd's own, on which the shortest lease depends; and passwords as cheap as can be.
        EtcdSettings settings = EtcdSettings.of(kind)
                .withTimers(Duration.ofMillis(100), Duration.ofSeconds(1))
                .withLogLevel("error")
                .withOption("bcrypt-cost", "4");
        RealEtcd etcd = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings));
        return new Running(etcd.endpoint(0), etcd::close);
    }
}
