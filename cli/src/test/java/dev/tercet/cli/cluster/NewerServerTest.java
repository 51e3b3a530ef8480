package dev.tercet.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.cli.Ran;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import org.junit.jupiter.api.Test;

/** What etcd has since 3.6, beside its own etcdctl. */
class NewerServerTest {
    private static RealEtcd start() {
        return WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(EtcdSettings.newest()));
    }

    private static String counted(String text) {
        return text.replaceAll("(\"(raft(Applied)?Index|dbSize(InUse)?)\":)\\d+", "$1N");
    }

    @Test
    void statusHasMore() {
        try (RealEtcd etcd = start()) {
            // A server that has just begun finds out about its storage by and by.
            await().until(() ->
                    etcd.etcdctl("-w", "json", "endpoint", "status").orThrow().contains("\"storageVersion\":"));
            Ran ours = Ran.of("-w", "json", "endpoint", "status", "--endpoints=" + etcd.endpoint(0));
            assertThat(counted(ours.out()))
                    .isEqualTo(counted(
                            etcd.etcdctl("-w", "json", "endpoint", "status").orThrow()));
            assertThat(Ran.of("doctor", "--endpoints=" + etcd.endpoint(0)).out())
                    .contains("; it may have 2.1 GB\n");
        }
    }

    @Test
    void aDowngradeIsCheckedBegunAndGivenUp() {
        try (RealEtcd etcd = start()) {
            String at = "--endpoints=" + etcd.endpoint(0);
            assertThat(Ran.of("downgrade", "validate", before(etcd), at).out())
                    .isEqualTo(
                            etcd.etcdctl("downgrade", "validate", before(etcd)).orThrow());
            Ran wrong = Ran.of("downgrade", "validate", "3.3.0", at);
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.errLines()).hasSize(1);
            assertThat(Ran.of("downgrade", "enable", before(etcd), at).out())
                    .startsWith("Downgrade enable success, cluster version 3.");
            assertThat(Ran.of("doctor", at).out()).contains(": a downgrade to " + before(etcd) + " is under way");
            assertThat(Ran.of("downgrade", "cancel", at).out())
                    .startsWith("Downgrade cancel success, cluster version 3.");
            assertThat(Ran.of("downgrade", "validate", at).exitCode()).isEqualTo(2);
        }
    }

    private static String before(RealEtcd etcd) {
        return "3." + (etcd.version().minor() - 1) + ".0";
    }
}
