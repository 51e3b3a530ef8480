package dev.tercet.v2.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.auth.Permission;
import dev.tercet.kv.KeyRange;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.EtcdV2Auth;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2RejectedException;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and roles of a real v3 store, and what they may do through the emulation. */
class AuthOverV3ServerTest {
    private RealEtcd server;
    private EtcdClient etcd;
    private EtcdClient root;

    @BeforeEach
    void start() {
        server = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(EtcdSettings.newest()));
        etcd = EtcdClient.builder().endpoints(server.endpoints()).build();
        root = as("root", "secret");
    }

    @AfterEach
    void stop() {
        root.close();
        etcd.close();
        server.close();
    }

    private EtcdClient as(String user, String password) {
        return EtcdClient.builder()
                .endpoints(server.endpoints())
                .credentials(user, password)
                .build();
    }

    private void activate() {
        try (EtcdV2Client v2 = EtcdV2Client.over(etcd)) {
            v2.auth().writeUser(V2User.of("root").withPassword("secret"));
            v2.auth().setActive(true);
        }
    }

    @Test
    void usersAndRolesFromNothing() {
        try (EtcdV2Client v2 = EtcdV2Client.over(etcd);
                EtcdV2Client asRoot = EtcdV2Client.over(root)) {
            EtcdV2Auth auth = v2.auth();
            assertThat(auth.isActive()).isFalse();
            assertThat(auth.users()).isEmpty();
            assertThat(auth.roles()).containsExactly("root");
            auth.setActive(false);
            assertThatThrownBy(() -> auth.setActive(true)).isInstanceOf(V2RejectedException.class);
            assertThatThrownBy(() -> auth.writeUser(V2User.of("ann")))
                    .isInstanceOf(V2RejectedException.class)
                    .hasMessageContaining("empty password");
            assertThatThrownBy(() -> auth.user("ann"))
                    .isInstanceOf(V2KeyNotFoundException.class)
                    .hasMessageContaining("ann");
            assertThatThrownBy(() ->
                            auth.writeUser(V2User.of("ann").withPassword("pw").withRoles(List.of("none"))))
                    .isInstanceOf(V2KeyNotFoundException.class);
            assertThat(auth.users()).containsExactly("ann");

            V2Role role = V2Role.of("r").granting("/a/*", V2Permission.RW).granting("/b", V2Permission.R);
            assertThat(auth.writeRole(role)).isEqualTo(role);
            assertThat(auth.role("r")).isEqualTo(role);
            etcd.auth().grantPermission("r", Permission.read(KeyRange.of("foreign")));
            V2Role other = V2Role.of("r").granting("/a/*", V2Permission.R).granting("/c*", V2Permission.W);
            assertThat(auth.writeRole(other)).isEqualTo(other);
            assertThat(etcd.auth().role("r")).contains(Permission.read(KeyRange.of("foreign")));
            assertThat(auth.writeUser(V2User.of("ann").withRoles(List.of("r"))).roles())
                    .containsExactly("r");
            assertThat(auth.writeRole(V2Role.of("r")).permissions()).isEmpty();
            assertThat(etcd.auth().role("r")).containsExactly(Permission.read(KeyRange.of("foreign")));

            activate();
            assertThat(auth.isActive()).isTrue();
            auth.setActive(true);
            assertThatThrownBy(auth::users).isInstanceOf(V2InsufficientPermissionsException.class);
            assertThat(asRoot.auth().role("root").permissions()).containsEntry("/*", V2Permission.RW);
            assertThatThrownBy(() -> asRoot.auth().writeRole(V2Role.of("root")))
                    .isInstanceOf(V2RejectedException.class);
            asRoot.auth().writeUser(V2User.of("ann").withPassword("new"));
            assertThat(asRoot.auth().user("ann").roles()).isEmpty();
            try (EtcdClient ann = as("ann", "new");
                    EtcdV2Client asAnn = EtcdV2Client.over(ann)) {
                assertThat(asAnn.auth().isActive()).isTrue();
            }
            asRoot.auth().deleteUser("ann");
            asRoot.auth().deleteRole("r");
            assertThatThrownBy(() -> asRoot.auth().deleteRole("r")).isInstanceOf(V2KeyNotFoundException.class);
            asRoot.auth().setActive(false);
            assertThat(asRoot.auth().isActive()).isFalse();
        }
    }

    /** What a role is granted is enough for what it is granted for, and for nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"", "tenant/"})
    void permissionsAreEnoughAndNoMore(String namespace) {
        EtcdClient inside = etcd.withNamespace(namespace);
        try (EtcdV2Client v2 = EtcdV2Client.over(inside)) {
            v2.set("/public/a", "1");
            v2.set("/private/a", "1");
            V2Role role = V2Role.of("r")
                    .granting("/public/*", V2Permission.R)
                    .granting("/mine/deep/*", V2Permission.RW)
                    .granting("/mine/one", V2Permission.RW)
                    .granting("/drop/*", V2Permission.W);
            v2.auth().writeRole(role);
            v2.auth().writeUser(V2User.of("ann").withPassword("pw").withRoles(List.of("r")));
            v2.auth().setActive(false);
        }
        activate();
        try (EtcdClient ann = as("ann", "pw");
                EtcdV2Client v2 = EtcdV2Client.over(ann.withNamespace(namespace))) {
            assertThat(v2.get("/public/a").value()).contains("1");
            assertThat(v2.read(V2Read.of("/public").recursive()).leaves()).hasSize(1);
            assertThatThrownBy(() -> v2.set("/public/a", "2")).isInstanceOf(V2InsufficientPermissionsException.class);
            assertThatThrownBy(() -> v2.get("/private/a")).isInstanceOf(V2InsufficientPermissionsException.class);
            assertThatThrownBy(() -> v2.get("/")).isInstanceOf(V2InsufficientPermissionsException.class);

            v2.set("/mine/deep/er/a", "1");
            v2.set("/mine/deep/er/a", "2", Duration.ofSeconds(60));
            v2.refresh("/mine/deep/er/a", Duration.ofSeconds(90));
            assertThat(v2.testAndSet("/mine/deep/er/a", "3", "2").value()).contains("3");
            v2.append("/mine/deep/queue", "1");
            v2.makeDirectory("/mine/deep/empty");
            v2.delete(V2Delete.of("/mine/deep/er").recursive());
            v2.write(V2Write.value("/mine/one", "1").ifAbsent());
            v2.delete("/mine/one");
            v2.set("/drop/a", "1");
            assertThatThrownBy(() -> v2.set("/mine/two", "1")).isInstanceOf(V2InsufficientPermissionsException.class);
            assertThatCode(() -> v2.get("/mine/one")).isInstanceOf(V2KeyNotFoundException.class);
        }
    }
}
