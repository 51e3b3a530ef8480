package dev.tercet.cli.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.cli.Started;
import dev.tercet.embedded.EmbeddedEtcd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MirrorCommandTest {
    private static final EmbeddedEtcd SOURCE = EmbeddedEtcd.builder().port(0).start();
    private static final EmbeddedEtcd COPY = EmbeddedEtcd.builder().port(0).start();

    private static final String REAL = BesideEtcdctl.shared().etcd().endpoint(0);

    @BeforeAll
    static void something() {
        SOURCE.client().kv().put("app/a", "1");
        SOURCE.client().kv().put("app/b", "2");
        COPY.client().kv().put("taken/x", "other");
    }

    @AfterAll
    static void stop() {
        SOURCE.close();
        COPY.close();
    }

    private static Ran mirror(String... words) {
        List<String> all = new ArrayList<>(List.of("make-mirror", COPY.endpoint(), "--endpoints=" + SOURCE.endpoint()));
        all.addAll(List.of(words));
        return Ran.of(all.toArray(new String[0]));
    }

    @Test
    void onceIsACopyThatIsCompared() {
        Ran ran = mirror("--prefix", "app/", "--dest-prefix", "copy/", "--once");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).startsWith("the same: 2 keys, at revision ");
        assertThat(COPY.client().kv().getString("copy/a")).hasValue("1");
        assertThat(COPY.client().kv().getString("copy/b")).hasValue("2");
        assertThat(COPY.client().kv().get("tercet-mirror/copy/")).isPresent();
    }

    @Test
    void goesOnUntilItIsEndedAndThenFromThere() {
        String[] words = {
            "mirror",
            REAL,
            "--endpoints=" + REAL,
            "--prefix=mirror-live/",
            "--dest-prefix=mirror-copy/",
            "--interval=20ms"
        };
        try (EtcdClient etcd = EtcdClient.connect(REAL)) {
            etcd.kv().put("mirror-live/a", "1");
            try (Started mirror = Started.of(words)) {
                await().until(() -> etcd.kv().get("mirror-copy/a").isPresent());
                etcd.kv().put("mirror-live/b", "2");
                etcd.kv().delete("mirror-live/a");
                await().until(() -> etcd.kv().get("mirror-copy/b").isPresent()
                        && etcd.kv().get("mirror-copy/a").isEmpty());
                // As etcdctl does, how many keys until now.
                await().until(() -> mirror.out().lines().anyMatch("3"::equals));
                Ran ended = mirror.interrupt("INT");
                assertThat(ended.exitCode()).as(ended.err()).isZero();
                assertThat(ended.err())
                        .matches("the destination shows revision \\d+ of the source; written and deleted: 3 keys\n");
            }
            etcd.kv().put("mirror-live/c", "3");
            assertThat(etcd.kv().get("mirror-copy/c")).isEmpty();
            try (Started mirror = Started.of(words)) {
                await().until(() -> etcd.kv().get("mirror-copy/c").isPresent());
                // It is there before the mirror has heard so.
                await().until(() -> mirror.out().lines().anyMatch("1"::equals));
                Ran ended = mirror.interrupt("TERM");
                assertThat(ended.err()).endsWith("; written and deleted: 1 keys\n");
            }
        }
    }

    @Test
    void whatOthersHaveThereIsRefusedUnlessSaidOtherwise() {
        Ran refused = mirror("--prefix", "app/", "--dest-prefix", "taken/", "--once");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("tercet: ", "taken/", "--foreign says")
                .doesNotContain("withForeignKeys");
        Ran kept = mirror("--prefix", "app/", "--dest-prefix", "taken/", "--once", "--foreign", "keep");
        assertThat(kept.exitCode()).as(kept.err()).isZero();
        assertThat(COPY.client().kv().getString("taken/x")).hasValue("other");
        assertThat(COPY.client().kv().getString("taken/a")).hasValue("1");
    }

    @Test
    void whatMakesNoSenseIsSaidBeforeAnythingIsSent() {
        assertThat(Ran.of("mirror").exitCode()).isEqualTo(2);
        assertThat(mirror("--dest-prefix", "x", "--no-dest-prefix").exitCode()).isEqualTo(2);
        assertThat(mirror("--foreign", "eat").exitCode()).isEqualTo(2);
        assertThat(mirror("--dest-password", "x").errLines().get(0)).contains("--dest-user");
        // A flag of etcdctl's takes no word of its own: what follows is the destination.
        assertThat(Ran.of("mirror", "--dest-insecure-transport", COPY.endpoint(), "--rev", "7")
                        .exitCode())
                .isEqualTo(4);
        assertThat(mirror("--dest-insecure-transport=false", "--dest-cacert", "none.pem")
                        .errLines())
                .containsExactly("tercet: --dest-cacert is none.pem, which cannot be read.");
        assertThat(mirror("--rev", "7").exitCode()).isEqualTo(4);
        assertThat(mirror("--max-txn-ops", "7").exitCode()).isEqualTo(4);
    }
}
