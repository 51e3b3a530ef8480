package dev.tercet.testkit.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealEtcdTest {
    private final List<RealEtcd> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(RealEtcd::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "3.6", "3.7"})
    void servesInEveryVersion(String version) {
        RealEtcd etcd = start(EtcdSettings.of(version)
                .withWatchProgressEvery(Duration.ofSeconds(1))
                .withOption("max-txn-ops", "16"));

        assertThat(etcd.version().matches(version)).isTrue();
        etcd.etcdctl("put", "k", "v").orThrow();
        CommandResult read = etcd.etcdctl("get", "k", "--print-value-only");
        assertThat(read.orThrow().strip()).isEqualTo("v");
        assertThat(read.stderr()).isEmpty();
        assertThat(etcd.metrics(0)).contains("etcd_server_has_leader 1");
        assertThat(etcd.memberIsLeader(0)).isTrue();
        assertThat(etcd.etcdctl("get", "--no-such-flag").exitCode()).isNotZero();
    }

    @Test
    void aKilledMemberComesBackWithItsDataAndPorts() {
        RealEtcd etcd = start(EtcdSettings.newest());
        etcd.etcdctl("put", "k", "v").orThrow();
        EtcdMember member = etcd.member(0);
        long before = member.pid();

        member.kill();
        assertThat(member.isAlive()).isFalse();
        assertThat(member.isHealthy()).isFalse();
        assertThat(ProcessHandle.of(before)).isEmpty();

        member.restart();
        assertThat(etcd.etcdctl("get", "k", "--print-value-only").orThrow().strip())
                .isEqualTo("v");
        assertThat(member.pid()).isNotEqualTo(before);
    }

    @Test
    void aPausedMemberIsSilentUntilItIsResumed() {
        RealEtcd etcd = start(EtcdSettings.newest());
        EtcdMember member = etcd.member(0);

        member.pause();
        assertThat(member.isAlive()).isTrue();
        assertThat(member.isRunning()).isFalse();
        assertThat(member.isHealthy()).isFalse();

        member.resume();
        await().until(member::isHealthy);
    }

    @Test
    void closingWhilePausedLeavesNothing() {
        RealEtcd etcd = start(EtcdSettings.newest());
        etcd.member(0).pause();
        etcd.close();
        etcd.close();
        assertThat(ProcessHandle.of(etcd.member(0).pid())).isEmpty();
        assertThat(etcd.member(0).log()).isEmpty();
    }

    @Test
    void theLogSaysAsMuchAsItIsAskedTo() {
        assertThat(start(EtcdSettings.newest()).member(0).log()).doesNotContain("\"level\":\"info\"");
        assertThat(start(EtcdSettings.newest().withLogLevel("info")).member(0).log())
                .contains("\"level\":\"info\"");
    }

    @Test
    void aNewcomerJoinsAndEndsWithTheOthers() {
        RealEtcd etcd = start(EtcdSettings.newest().withTimers(Duration.ofMillis(50), Duration.ofMillis(500)));
        Newcomer newcomer = etcd.newcomer();
        etcd.etcdctl("member", "add", "late", "--learner", "--peer-urls=" + newcomer.peerUrl())
                .orThrow();
        newcomer.start();
        await().until(() -> etcd.etcdctl("member", "list")
                .orThrow()
                .contains(newcomer.member().endpoint()));

        etcd.close();
        newcomer.close();
        assertThat(ProcessHandle.of(newcomer.member().pid())).isEmpty();
    }

    @Test
    void threeMembersElectAnotherLeaderWhenTheirsIsKilled() {
        RealEtcd etcd = start(EtcdSettings.newest().withMembers(3));
        assertThat(etcd.endpoints()).hasSize(3).doesNotHaveDuplicates();
        int first = etcd.leaderIndex();
        etcd.member(first).kill();

        await().until(() -> etcd.leaderIndex() != first);
        etcd.etcdctl("put", "k", "v").orThrow();

        etcd.member(first).restart();
        assertThat(etcd.isAlive()).isTrue();
    }

    @Test
    void oneOfThreeHasNoLeaderWhileTheOthersArePaused() {
        RealEtcd etcd = start(EtcdSettings.newest().withMembers(3));
        etcd.member(1).pause();
        etcd.member(2).pause();

        await().until(() -> etcd.metrics(0).contains("etcd_server_has_leader 0"));
        assertThat(etcd.member(0).isHealthy()).isFalse();

        etcd.member(1).resume();
        etcd.member(2).resume();
        etcd.member(0).awaitHealthy(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "newest"})
    void mutualTlsRefusesWhoShowsNoCertificate(String version) throws Exception {
        RealEtcd etcd = start(EtcdSettings.of(version).withTls(Tls.mutual()));
        assertThat(etcd.endpoint(0)).startsWith("https://127.0.0.1:");
        etcd.etcdctl("put", "k", "v").orThrow();
        assertThat(etcd.metrics(0)).contains("etcd_server_has_leader 1");

        assertThatThrownBy(() -> askWithoutCertificate(etcd.endpoint(0))).isInstanceOf(IOException.class);
        RealEtcd open = start(EtcdSettings.of(version).withTls(Tls.oneWay()));
        open.etcdctl("put", "k", "v").orThrow();
        assertThat(askWithoutCertificate(open.endpoint(0))).contains("etcdserver");
    }

    @Test
    void aServerWithABadCertificateStartsAndIsRefused() {
        Identity expired = TestCertificates.shared().expiredServer();
        RealEtcd etcd = start(EtcdSettings.newest().withTls(Tls.oneWay().withServer(expired)));
        CommandResult refused = etcd.etcdctl("get", "k", "--command-timeout=1s");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.stderr()).contains("expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.4", "3.5", "newest"})
    void authenticatesWithSignedTokens(String version) {
        demandsPasswords(EtcdSettings.of(version).withTokens(Tokens.jwt(Duration.ofSeconds(2))));
    }

    @Test
    void authenticatesWithSimpleTokens() {
        demandsPasswords(EtcdSettings.newest().withTokens(Tokens.simple(Duration.ofSeconds(2))));
    }

    @Test
    void aProxyMayStandInFrontEvenOfTls() {
        RealEtcd etcd = start(EtcdSettings.newest().withTls(Tls.mutual()));
        try (FaultProxy proxy = FaultProxy.inFrontOf(etcd.endpoint(0))) {
            String there = "--endpoints=" + proxy.endpoint();
            etcd.etcdctl("put", "k", "v", there).orThrow();
            proxy.freeze();
            assertThat(etcd.etcdctl("get", "k", there, "--command-timeout=300ms")
                            .exitCode())
                    .isNotZero();
            proxy.restore();
            assertThat(etcd.etcdctl("get", "k", "--print-value-only", there).orThrow())
                    .isEqualTo("v\n");
        }
    }

    @Test
    void aFailedStartShowsTheLog() {
        assertThatThrownBy(() -> RealEtcd.start(EtcdSettings.newest().withOption("no-such-flag", "1")))
                .isInstanceOf(EtcdStartFailed.class)
                .hasMessageContaining("flag provided but not defined: -no-such-flag");
    }

    @Test
    void equalSettingsShareAServer() {
        RealEtcd one = SharedEtcd.of(EtcdSettings.newest());
        assertThat(SharedEtcd.of(EtcdSettings.newest())).isSameAs(one);
        one.close();
        assertThat(SharedEtcd.of(EtcdSettings.newest())).isNotSameAs(one);
    }

    private void demandsPasswords(EtcdSettings settings) {
        RealEtcd etcd = start(settings);
        etcd.enableAuth("pw");
        assertThat(etcd.etcdctl("put", "k", "v").exitCode()).isNotZero();
        etcd.etcdctl("put", "k", "v", "--user=root:pw").orThrow();
        assertThat(etcd.member(0).isHealthy()).isTrue();
    }

    private static String askWithoutCertificate(String endpoint) throws Exception {
        KeyStore trusted = KeyStore.getInstance(
                TestCertificates.shared().trustStore().toFile(), TestCertificates.STORE_PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create(endpoint + "/version").toURL().openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private RealEtcd start(EtcdSettings settings) {
        RealEtcd etcd = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings));
        started.add(etcd);
        return etcd;
    }
}
