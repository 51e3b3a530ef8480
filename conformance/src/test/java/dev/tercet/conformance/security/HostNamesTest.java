package dev.tercet.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tercet.connection.Tls;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.tls.TestCertificates;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint has to show a certificate for its own name, on every wire, whatever the others show. */
class HostNamesTest {
    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final Tls TLS = Tls.trusting(CERTIFICATES.ca());
    private static final EmbeddedEtcd ETCD = EmbeddedEtcd.builder().port(0).start();
    private static final ScriptedHttp V2 = ScriptedHttp.start();

    @BeforeAll
    static void script() {
        V2.path("/v2/keys/k")
                .always(
                        HttpAnswer.json(
                                200,
                                "{\"action\":\"set\",\"node\":{\"key\":\"/k\",\"value\":\"v\",\"modifiedIndex\":4,\"createdIndex\":4}}"));
    }

    @AfterAll
    static void close() {
        V2.close();
        ETCD.close();
    }

    private static TlsFront front(Door door, String... names) {
        int behind = door == Door.V2 ? V2.port() : URI.create(ETCD.endpoint()).getPort();
        return TlsFront.of(CERTIFICATES.serverAt(names), behind);
    }

    static Stream<Arguments> certificates() {
        List<Arguments> all = new ArrayList<>();
        for (Door door : Door.values()) {
            all.add(Arguments.of(door, "LOCALHOST,elsewhere.invalid", "localhost", true));
            all.add(Arguments.of(door, "127.0.0.1", "127.0.0.1", true));
            all.add(Arguments.of(door, "127.0.0.1", "localhost", false));
            all.add(Arguments.of(door, "localhost", "127.0.0.1", false));
            all.add(Arguments.of(door, "127.0.0.2,0.0.0.0,::1", "127.0.0.1", false));
            all.add(Arguments.of(door, "localhost.elsewhere.invalid,localhos,ocalhost", "localhost", false));
            all.add(Arguments.of(door, "*", "localhost", false));
            all.add(Arguments.of(door, "", "localhost", false));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void aCertificateIsGoodForTheNamesInItAlone(Door door, String names, String host, boolean good) {
        String[] each = names.isEmpty() ? new String[0] : names.split(",");
        try (TlsFront front = front(door, each);
                Door.Caller caller = door.connect(TLS, List.of(door.endpoint(host, front.port())))) {
            if (good) {
                caller.call();
                assertThat(front.believed()).isPositive();
            } else {
                refused(caller, host);
                assertThat(front.met()).isPositive();
                assertThat(front.believed()).isZero();
            }
        }
    }

    private static void refused(Door.Caller caller, String host) {
        EtcdException thrown = catchThrowableOfType(EtcdException.class, caller::call);
        assertThat(thrown).hasMessageContaining("certificate").hasMessageContaining("not for " + host);
        assertThat(thrown.code()).isEqualTo(ErrorCode.CONNECTION_REJECTED);
        assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsNotBelievedIsToldNothingAndTheOthersServe(Door door) {
        try (TlsFront bad = front(door, "elsewhere.invalid");
                TlsFront good = front(door, "127.0.0.1");
                Door.Caller caller = door.connect(
                        TLS,
                        List.of(door.endpoint("127.0.0.1", bad.port()), door.endpoint("127.0.0.1", good.port())))) {
            for (int i = 0; i < 20; i++) {
                caller.call();
            }
            assertThat(bad.believed()).isZero();
            assertThat(good.believed()).isPositive();
        }
    }

    /** The names of one endpoint are not taken for another's, and neither is a session or a connection. */
    @ParameterizedTest
    @EnumSource
    void eachIsHeldToItsOwnName(Door door) {
        try (TlsFront named = front(door, "localhost");
                TlsFront numbered = front(door, "127.0.0.1")) {
            List<String> right =
                    List.of(door.endpoint("localhost", named.port()), door.endpoint("127.0.0.1", numbered.port()));
            List<String> crossed =
                    List.of(door.endpoint("127.0.0.1", named.port()), door.endpoint("localhost", numbered.port()));
            try (Door.Caller caller = door.connect(TLS, right)) {
                caller.call();
            }
            int before = named.believed() + numbered.believed();
            try (Door.Caller caller = door.connect(TLS, crossed)) {
                EtcdException thrown = catchThrowableOfType(EtcdException.class, caller::call);
                assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            }
            assertThat(named.believed() + numbered.believed()).isEqualTo(before);
            try (Door.Caller caller = door.connect(TLS, right)) {
                caller.call();
                named.stop();
                caller.look();
                caller.look();
            }
            assertThat(numbered.believed()).isPositive();
        }
    }
}
