package dev.tercet.v2.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.EtcdV2Auth;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2RejectedException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users and roles of a real server's v2 API. */
class AuthOverHttpServerTest {
    private RealEtcd server;
    private EtcdV2Client anybody;
    private EtcdV2Client root;

    @BeforeEach
    void start() {
        server = WhenUnavailable.fromEnvironment()
                .obtain(() -> RealEtcd.start(EtcdSettings.of("3.5").withOption("enable-v2", "true")));
        anybody = EtcdV2Client.builder()
                .endpoints(server.endpoints())
                .backend(V2Backend.HTTP)
                .build();
        root = as("root", "secret");
    }

    @AfterEach
    void stop() {
        root.close();
        anybody.close();
        server.close();
    }

    private EtcdV2Client as(String user, String password) {
        return EtcdV2Client.builder()
                .endpoints(server.endpoints())
                .backend(V2Backend.HTTP)
                .credentials(user, password)
                .build();
    }

    @Test
    void usersAndRolesFromNothingToPermissionsThatCount() {
        EtcdV2Auth auth = anybody.auth();
        assertThat(auth.isActive()).isFalse();
        assertThat(auth.users()).isEmpty();
        assertThat(auth.roles()).containsExactly("root");
        auth.setActive(false);

        assertThatThrownBy(() -> auth.setActive(true))
                .isInstanceOf(V2RejectedException.class)
                .hasMessageContaining("No root user available");
        assertThat(auth.writeUser(V2User.of("root").withPassword("secret")).roles())
                .containsExactly("root");
        V2Role readers = V2Role.of("readers").granting("/public/*", V2Permission.R);
        assertThat(auth.writeRole(readers)).isEqualTo(readers);
        assertThat(auth.writeUser(V2User.of("ann b").withPassword("pw").withRoles(List.of("readers"))))
                .isEqualTo(V2User.of("ann b").withRoles(List.of("readers")));
        anybody.set("/public/a", "1");
        auth.setActive(true);
        auth.setActive(true);
        assertThat(auth.isActive()).isTrue();
        assertThatThrownBy(auth::users)
                .isInstanceOfSatisfying(
                        V2InsufficientPermissionsException.class,
                        refused -> assertThat(refused.payload().status()).isEqualTo(401));

        // Whoever says nothing has the role guest, which may do everything unless it is told otherwise.
        assertThat(root.auth().role("guest").permissions()).containsEntry("/*", V2Permission.RW);
        root.auth().writeRole(V2Role.of("guest"));
        assertThatThrownBy(() -> anybody.get("/public/a")).isInstanceOf(V2InsufficientPermissionsException.class);

        try (EtcdV2Client ann = as("ann b", "pw")) {
            assertThat(ann.get("/public/a").value()).contains("1");
            assertThatThrownBy(() -> ann.set("/public/a", "2"))
                    .isInstanceOf(V2InsufficientPermissionsException.class)
                    .hasMessageNotContaining("pw");
            V2Role writers = V2Role.of("readers").granting("/public/*", V2Permission.W);
            assertThat(root.auth().writeRole(writers)).isEqualTo(writers);
            ann.set("/public/a", "2");
            assertThatThrownBy(() -> ann.get("/public/a")).isInstanceOf(V2InsufficientPermissionsException.class);
        }
        root.auth().writeUser(V2User.of("ann b").withPassword("other"));
        assertThat(root.auth().user("ann b").roles()).isEmpty();
        assertThat(root.auth().users()).containsExactly("ann b", "root");
        root.auth().deleteUser("ann b");
        assertThatThrownBy(() -> root.auth().user("ann b")).isInstanceOf(V2KeyNotFoundException.class);
        assertThatThrownBy(() -> root.auth().deleteUser("root"))
                .isInstanceOf(V2RejectedException.class)
                .hasMessageContaining("Cannot delete root user while auth is enabled");
        assertThatThrownBy(() -> root.auth().writeUser(V2User.of("bob")))
                .isInstanceOfSatisfying(
                        V2RejectedException.class,
                        refused -> assertThat(refused.payload().status()).isEqualTo(400))
                .hasMessageContaining("Cannot create user bob with an empty password");
        root.auth().deleteRole("readers");
        assertThatThrownBy(() -> root.auth().deleteRole("readers")).isInstanceOf(V2KeyNotFoundException.class);
        root.auth().setActive(false);
        assertThat(root.auth().isActive()).isFalse();
    }

    @Test
    void theRoleRootStaysAsItIs() {
        V2Role other = V2Role.of("root").granting("/a", V2Permission.R);
        assertThatThrownBy(() -> anybody.auth().writeRole(other))
                .isInstanceOfSatisfying(
                        V2RejectedException.class,
                        refused -> assertThat(refused.payload().status()).isEqualTo(403));
    }

    @Test
    void futuresFailAlike() {
        assertThat(anybody.async().auth().user("nobody"))
                .failsWithin(java.time.Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(V2KeyNotFoundException.class);
    }
}
