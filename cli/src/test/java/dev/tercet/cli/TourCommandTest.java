package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.Tls;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.KeyForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TourCommandTest {
    static List<String> versions() {
        return List.of(
                System.getProperty("tercet.etcd.versions", "3.4,3.5,newest").split(","));
    }

    private static RealEtcd shared(String version) {
        return WhenUnavailable.fromEnvironment().obtain(() -> SharedEtcd.of(EtcdSettings.of(version)));
    }

    /** Other tests leave some at the server that all share, and those run out. */
    private static List<String> leases(RealEtcd etcd) {
        return etcd.etcdctl("lease", "list").orThrow().lines().skip(1).toList();
    }

    private static void assertTaken(Ran ran) {
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
        int steps = lines.size() - 2;
        assertThat(lines.get(lines.size() - 1)).isEqualTo("tour: " + steps + " steps, all as expected");
        for (int i = 1; i <= steps; i++) {
            assertThat(lines.get(i)).startsWith(String.format("%2d  ", i));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void atAClusterItLeavesNothingBehind(String version) {
        RealEtcd etcd = shared(version);
        List<String> before = leases(etcd);
        assertTaken(Ran.of("tour", "--endpoints", etcd.endpoint(0)));
        assertThat(etcd.etcdctl("get", "tour/", "--prefix", "--keys-only").orThrow())
                .isBlank();
        assertThat(before).containsAll(leases(etcd));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theGatewayIsNoDifferent(String version) {
        RealEtcd etcd = shared(version);
        List<String> before = leases(etcd);
        assertTaken(Ran.of("tour", "--endpoints", "gateway+" + etcd.endpoint(0)));
        assertThat(etcd.etcdctl("get", "tour/", "--prefix", "--keys-only").orThrow())
                .isBlank();
        assertThat(before).containsAll(leases(etcd));
    }

    @Test
    void withoutAClusterItHasItsOwn() {
        Ran ran = Ran.of("tour");
        assertTaken(ran);
        assertThat(ran.out()).contains("over HTTP");
    }

    @Test
    void withCertificatesAndAUser() {
        Tls tls = Tls.mutual();
        EtcdSettings settings = EtcdSettings.newest().withTls(tls);
        try (RealEtcd etcd = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings))) {
            etcd.enableAuth("secret");
            assertTaken(Ran.of(
                    "tour",
                    "--endpoints=" + etcd.endpoint(0),
                    "--cacert=" + tls.certificates().ca(),
                    "--cert=" + tls.certificates().client().certificate(),
                    "--key=" + tls.certificates().client().key(),
                    "--user=root:secret"));
        }
    }

    @Test
    void withCertificatesAndAUserThroughTheGateway() {
        Tls tls = Tls.mutual();
        EtcdSettings settings = EtcdSettings.newest().withTls(tls);
        try (RealEtcd etcd = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings))) {
            etcd.enableAuth("secret");
            assertTaken(throughTheGateway(etcd, tls, tls.certificates().client("", KeyForm.PKCS8_EC)));
            // etcd's gateway takes no certificate that names a user, once there are users.
            Ran ran = throughTheGateway(etcd, tls, tls.certificates().client());
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("ConnectionRejectedException", "CommonName");
        }
    }

    private static Ran throughTheGateway(RealEtcd etcd, Tls tls, Identity client) {
        return Ran.of(
                "tour",
                "--endpoints=gateway+" + etcd.endpoint(0),
                "--cacert=" + tls.certificates().ca(),
                "--cert=" + client.certificate(),
                "--key=" + client.key(),
                "--user=root:secret");
    }

    @Test
    void whoMayNotWriteIsToldSoAtTheFirstWrite() {
        try (RealEtcd etcd = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(EtcdSettings.newest()))) {
            etcd.etcdctl("role", "add", "reader").orThrow();
            etcd.etcdctl("role", "grant-permission", "reader", "--prefix=true", "read", "tour/")
                    .orThrow();
            etcd.etcdctl("user", "add", "ann:secret").orThrow();
            etcd.etcdctl("user", "grant-role", "ann", "reader").orThrow();
            etcd.enableAuth("root");
            Ran ran = Ran.of("tour", "--endpoints", etcd.endpoint(0), "--user", "ann:secret");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines().get(0)).isEqualTo("tour: step 2, put: not as expected");
            assertThat(ran.errLines().get(2)).contains("PermissionDeniedException");
            assertThat(ran.out()).contains(" 1  status").doesNotContain("as expected");
        }
    }

    @Test
    void whoForgotToSayWhoTheyAreIsTold() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
                EtcdClient admin = etcd.client()) {
            admin.auth().addUser("root", "secret");
            admin.auth().addRole("root");
            admin.auth().grantRole("root", "root");
            admin.auth().enable();
            Ran ran = Ran.of("tour", "--endpoints", etcd.endpoint());
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.errLines().get(3)).contains("hint:", "--user NAME[:PASSWORD]");
            assertThat(Ran.of("tour", "--endpoints", etcd.endpoint(), "--user=root:wrong")
                            .err())
                    .doesNotContain("hint:");
        }
    }
}
