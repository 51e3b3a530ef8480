package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.auth.Permission;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Tls;
import dev.tercet.error.ErrorCode;
import dev.tercet.kv.Get;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.testkit.etcd.Tokens;
import dev.tercet.testkit.tls.Identity;
import dev.tercet.testkit.tls.KeyForm;
import dev.tercet.testkit.tls.TestCertificates;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Users, roles, and calls made under them. Each test has a server of its own, since authentication is about all of it.
 *
 * @since 0.1
 */
public interface AuthContract extends Contract {
    /** A client that gives a name and a password. */
    private Subject as(ContractServer server, String user, String password) {
        return connect(server.endpoints(), b -> b.credentials(Credentials.of(user, password)));
    }

    @Test
    default void usersAndRolesAreKept() {
        requires(Capability.AUTH);
        try (ContractServer server = start(settings -> settings);
                Subject own = connect(server.endpoints())) {
            own.auth().addUser("ann", "secret");
            own.auth().addUser("bob", "secret");
            own.auth().addRole("reader");
            own.auth().addRole("writer");
            own.auth().grantRole("ann", "writer");
            own.auth().grantRole("ann", "reader");
            assertThat(own.auth().users()).containsExactlyInAnyOrder("ann", "bob");
            assertThat(own.auth().roles()).containsExactlyInAnyOrder("reader", "writer");
            assertThat(own.auth().user("ann")).containsExactly("reader", "writer");
            assertThat(own.auth().user("bob")).isEmpty();
            Header header = own.auth().addRole("admin");
            own.auth().deleteRole("admin");
            assertThat(own.auth().users().header()).isEqualTo(header);
            assertThat(own.auth().user("ann").header()).isEqualTo(header);
            assertThat(own.auth().roles().header()).isEqualTo(header);
            assertThat(own.auth().role("reader").header()).isEqualTo(header);

            Permission prefix = Permission.read(KeyRange.prefix("a/"));
            Permission key = Permission.readWrite(KeyRange.of("b"));
            own.auth().grantPermission("reader", prefix);
            own.auth().grantPermission("reader", key);
            assertThat(own.auth().role("reader")).containsExactly(prefix, key);
            own.auth().revokePermission("reader", KeyRange.prefix("a/"));
            assertThat(own.auth().role("reader")).containsExactly(key);

            own.auth().revokeRole("ann", "writer");
            assertThat(own.auth().user("ann")).containsExactly("reader");
            own.auth().changePassword("ann", "other");
            own.auth().deleteRole("reader");
            own.auth().deleteUser("ann");
            assertThat(own.auth().users()).containsExactly("bob");
        }
    }

    @Test
    default void aUserMayHaveNoPassword() {
        requires(Capability.AUTH, Capability.USERS_WITHOUT_PASSWORD);
        try (ContractServer server = start(settings -> settings);
                Subject own = connect(server.endpoints())) {
            own.auth().addUserWithoutPassword("bob");
            assertThat(own.auth().users()).containsExactly("bob");
            assertThat(own.auth().user("bob")).isEmpty();
            own.auth().deleteUser("bob");
        }
    }

    @Test
    default void whatIsThereTwiceOrNotAtAllIsTold() {
        requires(Capability.AUTH);
        try (ContractServer server = start(settings -> settings);
                Subject own = connect(server.endpoints())) {
            own.auth().addUser("ann", "secret");
            own.auth().addRole("reader");
            Expect.rejection(ErrorCode.USER_EXISTS, () -> own.auth().addUser("ann", "secret"));
            Expect.rejection(ErrorCode.ROLE_EXISTS, () -> own.auth().addRole("reader"));
            Expect.rejection(ErrorCode.USER_NOT_FOUND, () -> own.auth().user("nobody"));
            Expect.rejection(ErrorCode.USER_NOT_FOUND, () -> own.auth().deleteUser("nobody"));
            Expect.rejection(ErrorCode.USER_NOT_FOUND, () -> own.auth().changePassword("nobody", "p"));
            Expect.rejection(ErrorCode.ROLE_NOT_FOUND, () -> own.auth().role("none"));
            Expect.rejection(ErrorCode.ROLE_NOT_FOUND, () -> own.auth().revokeRole("ann", "reader"));
            Expect.badArgument(() -> own.auth().addUser("", "p"), "name");
            Expect.badArgument(() -> own.auth().addUser("cid", ""), "password");
            Expect.badArgument(() -> own.auth().addRole(""), "name");
            // There is no user root yet.
            assertThat(Expect.failure(() -> own.auth().enable()).code()).isEqualTo(ErrorCode.FAILED_PRECONDITION);
        }
    }

    @Test
    default void authenticationIsTurnedOnAndOff() {
        requires(Capability.AUTH);
        try (ContractServer server = start(settings -> settings);
                Subject plain = connect(server.endpoints());
                Subject root = as(server, "root", "pw")) {
            server.enableAuth("pw");
            Expect.rejection(ErrorCode.UNAUTHENTICATED, () -> plain.kv().put("k", "v"));
            root.kv().put("k", "v");
            if (target().lacks(Capability.AUTH_STATUS).isEmpty()) {
                assertThat(root.auth().status().enabled()).isTrue();
                assertThat(root.auth().status().revision()).isPositive();
            }
            root.auth().disable();
            plain.kv().put("k", "w");
            root.kv().put("k", "with credentials that nobody asks for");
        }
    }

    @Test
    default void aWrongPasswordIsTold() {
        requires(Capability.AUTH);
        try (ContractServer server = start(settings -> settings)) {
            server.enableAuth("pw");
            try (Subject wrong = as(server, "root", "secret-and-wrong")) {
                assertThat(Expect.rejection(
                                ErrorCode.UNAUTHENTICATED, () -> wrong.kv().put("k", "v")))
                        .hasMessageContaining("root")
                        .hasMessageNotContaining("secret-and-wrong");
            }
        }
    }

    @Test
    default void permissionsHoldForKeysRangesTransactionsAndWatches() throws Exception {
        requires(Capability.AUTH);
        try (ContractServer server = start(settings -> settings);
                Subject root = as(server, "root", "pw")) {
            server.enableAuth("pw");
            root.auth().addRole("reader");
            root.auth().grantPermission("reader", Permission.read(KeyRange.prefix("open/")));
            root.auth().addUser("ann", "secret");
            root.auth().grantRole("ann", "reader");
            root.kv().put("open/a", "1");
            try (Subject ann = as(server, "ann", "secret")) {
                assertThat(ann.kv().getString("open/a")).contains("1");
                assertThat(ann.kv().get(Get.prefix("open/")).kvs()).hasSize(1);
                Expect.rejection(ErrorCode.PERMISSION_DENIED, () -> ann.kv().put("open/a", "2"));
                Expect.rejection(ErrorCode.PERMISSION_DENIED, () -> ann.kv().get(Get.prefix("")));
                Expect.rejection(ErrorCode.PERMISSION_DENIED, () -> ann.auth().users());
                try (WatchProbe watch = new WatchProbe(ann.watches().open(WatchRequest.prefix("open/"))).started()) {
                    root.kv().put("open/b", "2");
                    assertThat(watch.event().kv().valueText()).isEqualTo("2");
                }
                assertThat(Expect.endOf(() -> ann.watches().open(WatchRequest.prefix("closed/")))
                                .code())
                        .isEqualTo(ErrorCode.PERMISSION_DENIED);
            }
        }
    }

    @Test
    default void aCertificatesNameIsAUser() {
        requires(Capability.AUTH, Capability.TLS, Capability.CERTIFICATE_USERS);
        TestCertificates certificates = TestCertificates.shared();
        Identity ann = certificates.client("ann", KeyForm.PKCS8_EC);
        Tls tls = Tls.trusting(certificates.ca());
        try (ContractServer server = start(settings -> settings.withTls(dev.tercet.testkit.etcd.Tls.mutual()))) {
            server.enableAuth("pw");
            try (Subject root = connect(
                            server.endpoints(),
                            b -> b.tls(tls.withClientCertificate(ann.certificate(), ann.key()))
                                    .credentials(Credentials.of("root", "pw")));
                    Subject her = connect(
                            server.endpoints(), b -> b.tls(tls.withClientCertificate(ann.certificate(), ann.key())))) {
                root.auth().addRole("writer");
                root.auth().grantPermission("writer", Permission.readWrite(KeyRange.of("hers")));
                root.auth().addUser("ann", "secret");
                root.auth().grantRole("ann", "writer");
                her.kv().put("hers", "v");
                Expect.rejection(ErrorCode.PERMISSION_DENIED, () -> her.kv().put("another's", "v"));
            }
        }
    }

    @Test
    default void callsOutliveASimpleToken() {
        requires(Capability.AUTH);
        callsOutlive(Tokens.simple(Duration.ofSeconds(1)), Duration.ofMillis(2500));
    }

    @Test
    default void callsOutliveASignedToken() {
        requires(Capability.AUTH, Capability.JWT);
        callsOutlive(Tokens.jwt(Duration.ofSeconds(2)), Duration.ofSeconds(3));
    }

    private void callsOutlive(Tokens tokens, Duration life) {
        try (ContractServer server = start(settings -> settings.withTokens(tokens));
                Subject root = as(server, "root", "pw")) {
            server.enableAuth("pw");
            root.kv().put("k", "1");
            long start = System.nanoTime();
            await().atMost(life.multipliedBy(3)).until(() -> System.nanoTime() - start > life.toNanos());
            assertThat(root.kv().getString("k")).contains("1");
            root.kv().put("k", "2");
            assertThat(root.kv().getString("k")).contains("2");
        }
    }

    @Test
    default void aSignedTokenOutdatedByAChangeIsReplaced() {
        requires(Capability.AUTH, Capability.JWT);
        try (ContractServer server = start(settings -> settings.withTokens(Tokens.jwt(Duration.ofMinutes(5))));
                Subject root = as(server, "root", "pw")) {
            server.enableAuth("pw");
            root.kv().put("k", "1");
            root.auth().addUser("ann", "secret");
            root.kv().put("k", "2");
            root.auth().addUser("bob", "secret");
            // The token is old again, and this time the first to be told so is a watch.
            try (WatchProbe watch = new WatchProbe(root.watches().open(WatchRequest.of("k"))).started()) {
                root.kv().put("k", "3");
                assertThat(watch.event().kv().valueText()).isEqualTo("3");
            }
        }
    }

    @Test
    default void everyMemberTakesTheSameUsers() {
        requires(Capability.AUTH, Capability.MEMBER_FAULTS);
        try (ContractServer server = start(settings -> settings)) {
            server.enableAuth("pw");
            server.restart(0);
            // Simple tokens do not outlive the member that made them.
            try (Subject root = as(server, "root", "pw")) {
                root.kv().put("k", "1");
                server.restart(0);
                root.kv().put("k", "2");
                assertThat(root.kv().getString("k")).contains("2");
            }
        }
    }
}
