package dev.tercet.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import org.junit.jupiter.api.Test;

/** What etcd has since 3.6, beside its own etcdctl. */
class NewerServerTest {
    private static RealEtcd start() {
        return WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(EtcdSettings.of("3.6")));
    }

    private static String counted(String text) {
        return text.replaceAll("(\"(raft(Applied)?Index|dbSize(InUse)?)\":)\\d+", "$1N");
    }

    @Test
    void statusHasMore() {
        try (RealEtcd etcd = start()) {
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
            assertThat(Ran.of("downgrade", "validate", "3.5.0", at).out())
                    .isEqualTo(etcd.etcdctl("downgrade", "validate", "3.5.0").orThrow());
            Ran wrong = Ran.of("downgrade", "validate", "3.3.0", at);
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.errLines()).hasSize(1);
            assertThat(Ran.of("downgrade", "enable", "3.5.0", at).out())
                    .startsWith("Downgrade enable success, cluster version 3.");
            assertThat(Ran.of("doctor", at).out()).contains(": a downgrade to 3.5.0 is under way");
            assertThat(Ran.of("downgrade", "cancel", at).out())
                    .startsWith("Downgrade cancel success, cluster version 3.");
            assertThat(Ran.of("downgrade", "validate", at).exitCode()).isEqualTo(2);
        }
    }
}
