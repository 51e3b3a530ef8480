package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.EtcdException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.v2.EtcdV2Auth;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.watch.V2Watch;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Users, roles, and calls made under them. Each test has a server of its own, since users are about all of it. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#servers")
record UsersTest(V2Target target) implements V2Contract {
    private ContractServer server() {
        requires(V2Capability.USERS);
        return target.start(settings -> settings);
    }

    @Test
    void usersAndRolesAreKept() {
        try (ContractServer server = server();
                V2Subject own = connect(server.endpoints(), Wish.NONE)) {
            EtcdV2Auth auth = own.client().auth();
            V2Role reader = V2Role.of("reader").granting("/a/*", V2Permission.R).granting("/b", V2Permission.RW);
            assertThat(auth.writeRole(reader)).isEqualTo(reader);
            auth.writeRole(V2Role.of("writer").granting("/c", V2Permission.W));
            assertThat(auth.roles()).contains("reader", "writer");
            assertThat(auth.role("reader")).isEqualTo(reader);

            auth.writeUser(V2User.of("ann").withPassword("secret").withRoles(List.of("reader", "writer")));
            auth.writeUser(V2User.of("bob").withPassword("secret"));
            assertThat(auth.users()).contains("ann", "bob");
            assertThat(auth.user("ann").roles()).containsExactly("reader", "writer");
            assertThat(auth.user("ann").password()).isEmpty();
            assertThat(auth.user("bob").roles()).isEmpty();

            V2Role changed = reader.granting("/a/*", V2Permission.W)
                    .revoking("/b", V2Permission.W)
                    .granting("/d*", V2Permission.RW);
            assertThat(auth.writeRole(changed)).isEqualTo(changed);
            assertThat(auth.role("reader")).isEqualTo(changed);
            assertThat(auth.writeRole(changed)).as("without a change").isEqualTo(changed);
            V2Role less = changed.revoking("/d*", V2Permission.RW);
            auth.writeRole(less);
            assertThat(auth.role("reader")).isEqualTo(less);

            auth.writeUser(auth.user("ann").withRoles(List.of("writer")).withPassword("other"));
            assertThat(auth.user("ann").roles()).containsExactly("writer");
            auth.writeUser(auth.user("ann"));
            auth.deleteUser("ann");
            auth.deleteRole("writer");
            assertThat(auth.users()).doesNotContain("ann").contains("bob");
            assertThat(auth.roles()).doesNotContain("writer").contains("reader");
        }
    }

    @Test
    void whatIsNotThereIsToldSo() {
        try (ContractServer server = server();
                V2Subject own = connect(server.endpoints(), Wish.NONE)) {
            EtcdV2Auth auth = own.api().auth();
            for (EtcdException failure : new EtcdException[] {
                Fails.with(V2KeyNotFoundException.class, () -> auth.user("nobody")),
                Fails.with(V2KeyNotFoundException.class, () -> auth.role("nothing")),
                Fails.with(V2KeyNotFoundException.class, () -> auth.deleteUser("nobody")),
                Fails.with(V2KeyNotFoundException.class, () -> auth.deleteRole("nothing"))
            }) {
                assertThat(failure.getMessage()).matches("(?s).*(nobody|nothing).*");
            }
            assertThat(auth.isActive()).isFalse();
            auth.setActive(false);
            Fails.with(RejectedEtcdException.class, () -> auth.setActive(true));
            assertThat(auth.isActive()).isFalse();
        }
    }

    @Test
    void permissionsCount() throws Exception {
        try (ContractServer server = server();
                V2Subject before = connect(server.endpoints(), Wish.NONE);
                V2Subject root = connect(server.endpoints(), Wish.as("root", "secret"));
                V2Subject ann = connect(server.endpoints(), Wish.as("ann", "secret"))) {
            before.client().set("/a/x", "1");
            before.client().set("/b", "2");
            before.client().set("/c", "3");
            EtcdV2Auth first = before.client().auth();
            first.writeUser(V2User.of("root").withPassword("secret"));
            first.writeRole(V2Role.of("some").granting("/a/*", V2Permission.RW).granting("/b", V2Permission.R));
            first.writeUser(V2User.of("ann").withPassword("secret").withRoles(List.of("some")));
            first.setActive(true);
            assertThat(root.api().auth().isActive()).isTrue();
            root.api().auth().setActive(true);
            if (target.backend() == V2Backend.HTTP) {
                // Who says no name is a guest, who may do anything unless the role says otherwise.
                root.api().auth().writeRole(V2Role.of("guest"));
            }
            assertThat(root.api().get("/c").value()).contains("3");
            annMay(ann.api());
            isSaidOfAKey(ann.api());
            EtcdV2Client nobody = before.api();
            Fails.with(V2InsufficientPermissionsException.class, () -> nobody.get("/b"));
            Fails.with(V2InsufficientPermissionsException.class, () -> nobody.set("/b", "4"));
            try (V2Subject liar = connect(server.endpoints(), Wish.as("ann", "wrong"))) {
                Fails.with(EtcdException.class, () -> liar.api().get("/b"));
            }
            root.api().auth().setActive(false);
            assertThat(nobody.get("/c").value()).contains("3");
            assertThat(root.api().auth().isActive()).isFalse();
        }
    }

    private void isSaidOfAKey(EtcdV2Client ann) {
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(() -> ann.set("/c", "9"), () -> ann.get("/c"), () -> ann.delete("/c"))) {
            V2ErrorPayload payload = Fails.with(V2Code.UNAUTHORIZED, call);
            if (target.backend() == V2Backend.HTTP) {
                assertThat(payload.cause()).isEqualTo("Insufficient credentials");
            } else {
                assertThat(payload.cause()).isNotEmpty();
            }
        }
    }

    private static void annMay(EtcdV2Client ann) throws Exception {
        assertThat(ann.get("/b").value()).contains("2");
        assertThat(ann.set("/a/x", "5").prevNode()).isPresent();
        assertThat(ann.testAndSet("/a/x", "6", "5").value()).contains("6");
        try (Heard heard = Heard.of(V2Watch.of("/a/x"), ann)) {
            ann.set("/a/x", "7");
            assertThat(heard.change().value()).contains("7");
        }
        ann.append("/a/queue", "8");
        ann.delete(V2Delete.of("/a/queue").recursive());
        ann.delete("/a/x");
        Fails.with(V2InsufficientPermissionsException.class, () -> ann.set("/b", "9"));
        Fails.with(V2InsufficientPermissionsException.class, () -> ann.get("/c"));
        Fails.with(
                V2InsufficientPermissionsException.class,
                () -> ann.read(V2Read.of("/").recursive()));
        Fails.with(V2InsufficientPermissionsException.class, () -> ann.delete("/c"));
        Fails.with(V2InsufficientPermissionsException.class, () -> ann.watch(V2Watch.of("/c")));
        Fails.with(
                EtcdException.class, () -> ann.auth().writeUser(V2User.of("eve").withPassword("e")));
    }
}
