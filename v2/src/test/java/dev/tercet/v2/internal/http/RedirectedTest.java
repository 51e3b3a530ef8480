package dev.tercet.v2.internal.http;

import static dev.tercet.v2.internal.http.Served.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.error.ConnectionRejectedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectedTest {
    private static final Credentials.Password ROOT = (Credentials.Password) Credentials.of("root", "secret");

    private final ScriptedHttp follower = ScriptedHttp.start();
    private final ScriptedHttp leader = ScriptedHttp.start();

    @AfterEach
    void close() {
        follower.close();
        leader.close();
    }

    private V2Settings settings() {
        return Served.settings(follower.endpoint()).withCredentials(ROOT);
    }

    private static void sends(HttpBackend backend, ScriptedHttp to, boolean password) {
        int before = to.path("/v2/keys/a").count();
        Served.get(backend.read(V2Read.of("/a"), SHORT));
        assertThat(to.path("/v2/keys/a").count()).isEqualTo(before + 1);
        assertThat(to.path("/v2/keys/a")
                        .exchanges()
                        .get(before)
                        .header("Authorization")
                        .isPresent())
                .isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aWriteGoesOnAsItIs(int status) {
        follower.path("/v2/keys/a").always(HttpAnswer.redirect(status, leader.endpoint() + "/v2/keys/a?x=1"));
        leader.path("/v2/keys/a?x=1").always(Served.indexed(201, Served.SET));
        try (HttpBackend backend = HttpBackend.start(settings())) {
            assertThat(Served.get(backend.write(V2Write.inOrder("/a", "v"), SHORT))
                            .newKey())
                    .isTrue();
            HttpExchange sent = leader.path("/v2/keys/a?x=1").await();
            assertThat(sent.method()).isEqualTo("POST");
            assertThat(sent.body()).isEqualTo("value=v");
            follower.path("/v2/keys/a?dir=true").always(HttpAnswer.redirect(status, leader.endpoint() + "/v2/keys/b"));
            leader.path("/v2/keys/b").always(Served.indexed(200, "{\"action\":\"delete\"}"));
            Served.get(backend.delete(V2Delete.of("/a").directory(), SHORT));
            assertThat(leader.path("/v2/keys/b").await().method()).isEqualTo("DELETE");
        }
    }

    @Test
    void manyAreFollowedAndALoopIsNot() {
        for (int i = 0; i < 10; i++) {
            follower.path("/v2/keys/" + i).always(HttpAnswer.redirect(307, "/v2/keys/" + (i + 1)));
        }
        follower.path("/v2/keys/10").always(Served.indexed(200, Served.A));
        follower.path("/v2/keys/loop").always(HttpAnswer.redirect(307, "/v2/keys/loop"));
        try (HttpBackend backend = HttpBackend.start(settings())) {
            assertThat(Served.get(backend.read(V2Read.of("/0"), SHORT)).value()).contains("v");
            ConnectionRejectedException loop =
                    Served.failure(ConnectionRejectedException.class, backend.read(V2Read.of("/loop"), SHORT));
            assertThat(loop).hasMessageContaining("more than 10 redirects");
            assertThat(follower.path("/v2/keys/loop").count()).isEqualTo(11);
        }
    }

    @Test
    void whoWantsNoneIsToldWhereTo() {
        follower.path("/v2/keys/a").always(HttpAnswer.redirect(307, leader.endpoint() + "/v2/keys/a"));
        try (HttpBackend backend = HttpBackend.start(settings().withFollowingRedirects(false))) {
            ConnectionRejectedException refused =
                    Served.failure(ConnectionRejectedException.class, backend.write(V2Write.value("/a", "v"), SHORT));
            assertThat(refused)
                    .hasMessageContaining("HTTP 307 to \"" + leader.endpoint() + "/v2/keys/a\"")
                    .hasMessageContaining("withoutRedirects()")
                    .extracting(EtcdException::outcome)
                    .isEqualTo(Outcome.NOT_APPLIED);
        }
        // With the one that it names among the endpoints, it is found without a redirect.
        leader.path("/v2/keys/a").always(Served.indexed(200, Served.SET));
        try (HttpBackend backend = HttpBackend.start(
                Served.settings(follower.endpoint(), leader.endpoint()).withFollowingRedirects(false))) {
            for (int i = 0; i < 4; i++) {
                Served.get(backend.write(V2Write.value("/a", "v"), SHORT));
            }
        }
    }

    @Test
    void fromHttpToHttpsWithCertificates() {
        TestCertificates certificates = TestCertificates.shared();
        try (ScriptedHttp secured = ScriptedHttp.start(Contexts.ofServer(certificates))) {
            follower.path("/v2/keys/a").always(HttpAnswer.redirect(302, secured.endpoint() + "/v2/keys/a"));
            secured.path("/v2/keys/a").always(Served.indexed(200, Served.SET));
            try (HttpBackend backend = HttpBackend.start(settings().withTls(tls(certificates)))) {
                Served.get(backend.write(V2Write.value("/a", "v"), SHORT));
                assertThat(secured.path("/v2/keys/a").await().header("Authorization"))
                        .isPresent();
            }
            // Whoever does not trust it does not send the write.
            try (HttpBackend backend = HttpBackend.start(settings())) {
                assertThat(Served.failure(RejectedEtcdException.class, backend.write(V2Write.value("/a", "v"), SHORT))
                                .outcome())
                        .isEqualTo(Outcome.NOT_APPLIED);
            }
            assertThat(secured.path("/v2/keys/a").count()).isEqualTo(1);
        }
    }

    @Test
    void aPasswordDoesNotGoFromHttpsToHttp() {
        TestCertificates certificates = TestCertificates.shared();
        try (ScriptedHttp secured = ScriptedHttp.start(Contexts.ofServer(certificates))) {
            secured.path("/v2/keys/a").always(HttpAnswer.redirect(302, leader.endpoint() + "/v2/keys/a"));
            leader.path("/v2/keys/a").always(Served.indexed(200, Served.A));
            V2Settings settings =
                    Served.settings(secured.endpoint()).withCredentials(ROOT).withTls(tls(certificates));
            try (HttpBackend backend = HttpBackend.start(settings)) {
                Served.get(backend.read(V2Read.of("/a"), SHORT));
                assertThat(secured.path("/v2/keys/a").await().header("Authorization"))
                        .isPresent();
                assertThat(leader.path("/v2/keys/a").await().header("Authorization"))
                        .isEmpty();
            }
        }
    }

    @Test
    void aPasswordGoesToMembersAndNotToStrangers() {
        follower.path("/v2/keys/a").always(HttpAnswer.redirect(307, leader.endpoint() + "/v2/keys/a"));
        leader.path("/v2/keys/a").always(Served.indexed(200, Served.A));
        try (HttpBackend backend = HttpBackend.start(settings())) {
            sends(backend, leader, false);
        }
        try (HttpBackend backend = HttpBackend.start(
                Served.settings(follower.endpoint(), leader.endpoint()).withCredentials(ROOT))) {
            // Whichever of the two is asked first.
            sends(backend, leader, true);
            sends(backend, leader, true);
        }
    }

    @Test
    void aMemberIsTheSameInAnyCase() {
        String loud = "http://LOCALHOST:" + leader.port();
        follower.path("/v2/keys/a").always(HttpAnswer.redirect(307, loud + "/v2/keys/a"));
        leader.path("/v2/keys/a").always(Served.indexed(200, Served.A));
        try (HttpBackend backend =
                HttpBackend.start(Served.settings(follower.endpoint(), "http://localhost:" + leader.port())
                        .withCredentials(ROOT))) {
            // Whichever of the two is asked first.
            sends(backend, leader, true);
            sends(backend, leader, true);
            assertThat(follower.path("/v2/keys/a").count()).isPositive();
        }
    }

    @Test
    void whatIsLostBehindARedirectIsInDoubtOnlyIfItLeft() {
        follower.path("/v2/keys/a").always(HttpAnswer.redirect(307, leader.endpoint() + "/v2/keys/a"));
        leader.path("/v2/keys/a").then(HttpAnswer.cut(Cut.RST)).always(Served.indexed(200, Served.SET));
        try (HttpBackend backend = HttpBackend.start(settings())) {
            assertThat(Served.failure(EtcdException.class, backend.write(V2Write.value("/a", "v"), SHORT))
                            .outcome())
                    .isEqualTo(Outcome.UNKNOWN);
            assertThat(leader.path("/v2/keys/a").count()).isEqualTo(1);
            Served.get(backend.read(V2Read.of("/a"), SHORT));
        }
        leader.stop();
        try (HttpBackend backend = HttpBackend.start(settings().withReconnecting(false))) {
            EtcdException refused = Served.failure(EtcdException.class, backend.write(V2Write.value("/a", "v"), SHORT));
            assertThat(refused.outcome()).as(refused.toString()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(refused).hasMessageContaining("redirected to " + leader.endpoint() + ": connection refused");
        }
    }

    private static Tls tls(TestCertificates certificates) {
        Path ca = certificates.ca();
        return Tls.trusting(ca)
                .withClientCertificate(
                        certificates.client().certificate(),
                        certificates.client().key());
    }
}
