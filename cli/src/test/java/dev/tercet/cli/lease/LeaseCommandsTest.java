package dev.tercet.cli.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.cli.Started;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lease} beside etcdctl. */
class LeaseCommandsTest {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();
    private static final String ENDPOINT = BOTH.etcd().endpoint(0);

    /** Grants a lease with two keys. */
    private static String lease() {
        String id = granted(BOTH.etcdctl("lease", "grant", "1000"));
        BOTH.etcdctl("put", "lease/a", "1", "--lease", id);
        BOTH.etcdctl("put", "lease/b c", "2", "--lease", id);
        return id;
    }

    private static String granted(Ran ran) {
        return ran.out().split(" ")[1];
    }

    /** As rows have it, which is without zeros in front. */
    private static String row(String id) {
        return id.replaceFirst("^0+", "");
    }

    /** Ids that the server chose, seconds that pass, and keys in no particular order. */
    private static String anyLease(String text) {
        return text.replaceAll("lease [0-9a-f]{16}", "lease ID")
                .replaceAll("(\"?ID\"? ?: ?)\\d+", "$1N")
                .replaceAll("(\"revision\":|\"Revision\" : )\\d+", "$1N")
                .replaceAll("(remaining\\(|\"ttl\":|\"TTL\" : )\\d+", "$1N")
                .replace("[lease/b c lease/a]", "[lease/a lease/b c]")
                .replace("\"bGVhc2UvYiBj\",\"bGVhc2UvYQ==\"", "\"bGVhc2UvYQ==\",\"bGVhc2UvYiBj\"")
                .replace(
                        "\"Key\" : \"lease/b c\"\n\"Key\" : \"lease/a\"",
                        "\"Key\" : \"lease/a\"\n\"Key\" : \"lease/b c\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void sayWhatEtcdctlSays(String format) {
        String id = lease();
        BOTH.masked(LeaseCommandsTest::anyLease, "lease", "grant", "1000", "-w", format);
        BOTH.masked(LeaseCommandsTest::anyLease, "lease", "timetolive", id, "-w", format);
        BOTH.masked(LeaseCommandsTest::anyLease, "lease", "timetolive", id, "--keys", "-w", format);
        BOTH.same("lease", "timetolive", "1234", "-w", format);
        BOTH.same("lease", "timetolive", "1234", "--keys", "-w", format);
        BOTH.same("lease", "list", "-w", format);
        BOTH.same("lease", "keep-alive", "--once", id, "-w", format);
        BOTH.same("lease", "keep-alive", "--once", "1234", "-w", format);
        BOTH.same("lease", "revoke", "1234", "-w", format);
        String theirs = granted(BOTH.etcdctl("lease", "grant", "1000"));
        String ours = granted(BOTH.etcdctl("lease", "grant", "1000"));
        assertThat(anyLease(BOTH.tercet("lease", "revoke", ours, "-w", format).out()))
                .isEqualTo(anyLease(
                        BOTH.etcdctl("lease", "revoke", theirs, "-w", format).out()));
        assertThat(BOTH.etcdctl("lease", "timetolive", ours).out()).contains("already expired");
        BOTH.etcdctl("lease", "revoke", id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lease grant 100", "lease timetolive 12", "lease list", "lease keep-alive --once 12"})
    void haveNoTable(String line) {
        Ran ran = BOTH.tercet((line + " -w table").split(" "));
        assertThat(ran.exitCode()).isIn(1, 4);
        assertThat(ran.out()).isEmpty();
        BOTH.same((line + " -w table").split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lease grant",
                "lease grant 1 2",
                "lease grant abc",
                "lease grant 0",
                "lease grant -- -5",
                "lease revoke",
                "lease revoke xyz",
                "lease timetolive",
                "lease timetolive xyz",
                "lease keep-alive",
                "lease keep-alive xyz",
                "lease keep-alive --twice 1"
            })
    void mistakesAreFoundBeforeAnythingIsSent(String line) {
        // Nobody listens there.
        Ran ran = Ran.of((line.replaceFirst("^lease", "lease --endpoints=127.0.0.1:1")).split(" "));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.errLines()).hasSizeBetween(2, 3);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void rowsHaveStableNames() {
        String id = lease();
        assertThat(BOTH.tercet("lease", "timetolive", id, "--keys", "-o", "ndjson")
                        .out()
                        .lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("{\"lease\":\"" + row(id) + "\",\"ttl\":")
                        .contains("\"granted_ttl\":1000,\"key\":\"lease/"));
        assertThat(BOTH.tercet("lease", "list", "-o", "ndjson").out()).contains("{\"lease\":\"" + row(id) + "\"}\n");
        assertThat(BOTH.tercet("lease", "revoke", id, "-o", "ndjson").out())
                .startsWith("{\"lease\":\"" + row(id) + "\",\"revision\":");
        assertThat(granted(BOTH.etcdctl("lease", "timetolive", id))).isEqualTo(id);
    }

    @Test
    void keepsAliveUntilItIsGone() {
        String id = granted(BOTH.etcdctl("lease", "grant", "10"));
        try (Started keeping = Started.of("lease", "keep-alive", id, "--endpoints", ENDPOINT)) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> keeping.out().lines().count() >= 2);
            assertThat(keeping.out().lines()).containsOnly("lease " + id + " keepalived with TTL(10)");
            BOTH.etcdctl("lease", "revoke", id);
            Ran ran = keeping.ended();
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).endsWith("lease " + id + " expired or revoked.\n");
        }
        BOTH.same("lease", "keep-alive", "1234");
    }

    @Test
    void renewalsAreRowsOfOneList() {
        String id = granted(BOTH.etcdctl("lease", "grant", "10"));
        try (Started keeping = Started.of("lease", "keep-alive", id, "-o=csv", "--endpoints", ENDPOINT)) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> keeping.out().lines().count() >= 3);
            BOTH.etcdctl("lease", "revoke", id);
            Ran ran = keeping.ended();
            assertThat(ran.out().lines()).startsWith("lease,ttl", row(id) + ",10", row(id) + ",10");
            assertThat(ran.err()).isEqualTo("lease " + id + " expired or revoked.\n");
        }
    }

    @Test
    void keepsAliveUntilCtrlC() {
        String id = granted(BOTH.etcdctl("lease", "grant", "1000"));
        try (Started keeping = Started.of("lease", "keep-alive", id, "--endpoints", ENDPOINT)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> !keeping.out().isEmpty());
            Ran ran = keeping.interrupt("INT");
            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.err()).isEmpty();
        }
        BOTH.etcdctl("lease", "revoke", id);
    }
}
