package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.Targets;
import dev.tercet.connection.Tls;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.EtcdV2ClientBuilder;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.error.V2ClusterIdChangedException;
import dev.tercet.v2.error.V2DisabledException;
import dev.tercet.v2.watch.V2Watch;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The options of v2 clients, where they meet servers: certificates, redirects, and what answers. */
class DoorsTest implements V2Contract {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();

    @Override
    public V2Target target() {
        return http(OverHttp.Door.OPEN);
    }

    private static V2Target http(OverHttp.Door door) {
        Assumptions.assumeTrue(Targets.versions().contains("3.5"), "etcd 3.5 is not tested");
        return new OverHttp("3.5", 1, door, ViewKind.BLOCKING);
    }

    /** A server without the v2 API. */
    private static List<String> without() {
        List<ContractTarget> all = Targets.underV2().toList();
        Assumptions.assumeFalse(all.isEmpty(), "no server without v2 is tested");
        return all.get(0).sharedEndpoints();
    }

    private static EtcdV2ClientBuilder to(List<String> endpoints) {
        return EtcdV2Client.builder().endpoints(endpoints);
    }

    private static Tls withCertificate() {
        return Tls.trusting(CERTIFICATES.ca())
                .withClientCertificate(
                        CERTIFICATES.client().certificate(),
                        CERTIFICATES.client().key());
    }

    private static EtcdException refused(EtcdV2ClientBuilder builder) {
        try (EtcdV2Client v2 = builder.build()) {
            return Fails.with(EtcdException.class, () -> v2.set("/refused", "1"));
        }
    }

    @Test
    void certificatesAreChecked() {
        List<String> secured = http(OverHttp.Door.MUTUAL_TLS).sharedEndpoints();
        for (EtcdV2ClientBuilder builder : List.of(
                to(secured),
                to(secured).tls(Tls.trusting(CERTIFICATES.ca())),
                to(secured).tls(Tls.trusting(CERTIFICATES.otherCa())))) {
            EtcdException failure = refused(builder.backend(V2Backend.HTTP));
            assertThat(failure.code()).as(failure::toString).isIn(ErrorCode.CONNECTION_REJECTED, ErrorCode.UNAVAILABLE);
        }
        try (EtcdV2Client v2 = to(secured).tls(withCertificate()).build()) {
            assertThat(v2.set(fresh(), "1").newKey()).isTrue();
            assertThat(v2.backend()).isEqualTo(V2Backend.HTTP);
        }
    }

    @Test
    void aRedirectToHttpsIsFollowedWithCertificates() throws Exception {
        String secured = http(OverHttp.Door.MUTUAL_TLS).sharedEndpoints().get(0);
        String key = fresh();
        try (Redirector redirector = Redirector.to(secured);
                EtcdV2Client v2 = to(List.of(redirector.endpoint()))
                        .tls(withCertificate())
                        .withoutMemberSync()
                        .backend(V2Backend.HTTP)
                        .build()) {
            assertThat(v2.set(key, "a=b&c d").newKey()).isTrue();
            assertThat(v2.get(key).value()).contains("a=b&c d");
            assertThat(v2.append(key + "s", "1").value()).contains("1");
            try (Heard heard = Heard.of(V2Watch.of(key), v2)) {
                assertThat(v2.testAndSet(key, "2", "a=b&c d").value()).contains("2");
                assertThat(heard.change().value()).contains("2");
            }
            Fails.with(V2Code.COMPARE_FAILED, () -> v2.testAndSet(key, "3", "1"));
            assertThat(v2.delete(key).key()).isEqualTo(key);
            assertThat(v2.members()).isNotEmpty();
            assertThat(redirector.asked()).isGreaterThan(4);
        }
    }

    @Test
    void aRedirectIsNotFollowedUnlessItMayBe() {
        String secured = http(OverHttp.Door.MUTUAL_TLS).sharedEndpoints().get(0);
        try (Redirector redirector = Redirector.to(secured)) {
            EtcdException failure = refused(to(List.of(redirector.endpoint()))
                    .tls(withCertificate())
                    .withoutRedirects()
                    .backend(V2Backend.HTTP));
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(failure).hasMessageContaining("307");
            EtcdException unproven = refused(to(List.of(redirector.endpoint()))
                    .tls(Tls.trusting(CERTIFICATES.ca()))
                    .backend(V2Backend.HTTP));
            assertThat(unproven.code()).isIn(ErrorCode.CONNECTION_REJECTED, ErrorCode.UNAVAILABLE);
        }
    }

    @Test
    void aServerWithoutTheApiSaysSo() {
        try (EtcdV2Client v2 = to(without()).backend(V2Backend.HTTP).build()) {
            V2DisabledException read = Fails.with(V2DisabledException.class, () -> v2.get("/k"));
            assertThat(read).hasMessageContaining("--enable-v2");
            Fails.with(V2DisabledException.class, () -> v2.set("/k", "1"));
            Fails.with(V2DisabledException.class, () -> v2.watch(V2Watch.of("/k")));
            Fails.with(V2DisabledException.class, () -> v2.auth().users());
        }
    }

    @Test
    void theBackendIsChosenByWhatTheServerHas() {
        String key = fresh();
        try (EtcdV2Client v2 = to(target().sharedEndpoints()).build()) {
            assertThat(v2.set(key, "1").createdIndex()).isPositive();
            assertThat(v2.backend()).isEqualTo(V2Backend.HTTP);
        }
        try (EtcdV2Client v2 = to(without()).build()) {
            assertThat(v2.set(key, "1").createdIndex()).isPositive();
            assertThat(v2.backend()).isEqualTo(V2Backend.V3);
        }
        try (EtcdV2Client v2 =
                to(target().sharedEndpoints()).backend(V2Backend.V3).build()) {
            assertThat(v2.backend()).isEqualTo(V2Backend.V3);
            assertThat(v2.contains(key)).as("what was written by v2 HTTP").isFalse();
        }
    }

    @Test
    void anotherClusterIsToldOnce() {
        EtcdV2ClientBuilder builder = to(target().sharedEndpoints()).expectedClusterId("abc");
        try (EtcdV2Client v2 = builder.backend(V2Backend.HTTP).build()) {
            V2ClusterIdChangedException failure =
                    Fails.with(V2ClusterIdChangedException.class, () -> v2.contains("/k"));
            assertThat(failure).hasMessageContaining("abc");
            assertThat(v2.contains("/k")).isFalse();
        }
        Fails.badArgument(() -> builder.backend(V2Backend.V3).build(), "expectedClusterId");
    }

    @Test
    void theOtherOptionsCount() {
        String key = fresh();
        try (EtcdV2Client v2 = to(target().sharedEndpoints())
                .lockPrefix("/my/locks")
                .maxConnections(1)
                .withoutReconnecting()
                .build()) {
            assertThat(v2.lock("l").path()).isEqualTo("/my/locks/l");
            v2.set(key, "1");
            assertThat(v2.endpoints()).isEqualTo(target().sharedEndpoints());
        }
        try (EtcdV2Client v2 = to(target().sharedEndpoints())
                .versionPrefix("elsewhere/v2")
                .backend(V2Backend.HTTP)
                .build()) {
            assertThat(Fails.with(EtcdException.class, () -> v2.get(key))).hasMessageContaining("/elsewhere/v2");
            assertThat(v2.version().server()).startsWith("3.5");
        }
    }
}
