package dev.tercet.conformance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real etcd and an embedded one, both new for each class of tests, that are asked the same. */
final class Both implements BeforeAllCallback, AfterAllCallback {
    private @Nullable RealEtcd etcd;
    private @Nullable EmbeddedEtcd embedded;
    private @Nullable Side there;
    private @Nullable Side here;

    @Override
    public void beforeAll(ExtensionContext context) {
        // As cheap as can be: passwords are not what is tested.
        EtcdSettings settings = EtcdSettings.newest().withLogLevel("error").withOption("bcrypt-cost", "4");
        RealEtcd real = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings));
        etcd = real;
        EmbeddedEtcd ours = EmbeddedEtcd.builder()
                .port(0)
                .name("m0")
                .version(real.version().toString())
                // What the real one has with the timers of tests.
                .minLeaseTtl(Duration.ofSeconds(1))
                .start();
        embedded = ours;
        there = new Side(real.endpoint(0));
        here = new Side(ours.endpoint());
    }

    /** Asks both, which must answer the same. */
    Heard same(Ask ask) {
        Heard expected = real().hear(ask);
        assertThat(ours().hear(ask)).as(ask.toString()).isEqualTo(expected);
        return expected;
    }

    /** Has it go on at both, which must answer the same. */
    List<Heard> same(Going going) {
        List<Heard> expected = real().hear(going);
        assertThat(ours().hear(going)).as(going.toString()).isEqualTo(expected);
        return expected;
    }

    /** Asks each, where the answers cannot be the same. */
    void each(Ask ask, BiConsumer<Heard, Heard> check) {
        check.accept(real().hear(ask), ours().hear(ask));
    }

    private Side real() {
        if (there == null) {
            throw new IllegalStateException("not started");
        }
        return there;
    }

    private Side ours() {
        if (here == null) {
            throw new IllegalStateException("not started");
        }
        return here;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (etcd != null) {
            etcd.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }
}
