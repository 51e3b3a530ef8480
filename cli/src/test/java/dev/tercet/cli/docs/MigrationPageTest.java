package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.auth.V2Permission;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import dev.tercet.v2.migrate.MigrationReport;
import dev.tercet.v2.migrate.V2Migration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The snippets about migration. */
class MigrationPageTest {
    private RealEtcd server;
    private EmbeddedEtcd memory;
    private String oldCluster;
    private String newCluster;

    @BeforeEach
    void start() {
        server = WhenUnavailable.fromEnvironment()
                .obtain(() -> RealEtcd.start(EtcdSettings.of("3.5").withOption("enable-v2", "true")));
        memory = EmbeddedEtcd.builder().port(0).start();
        oldCluster = server.endpoint(0);
        newCluster = memory.endpoint();
    }

    @AfterEach
    void end() {
        memory.close();
        server.close();
    }

    private EtcdV2Client source() {
        return EtcdV2Client.builder()
                .endpoints(oldCluster)
                .backend(V2Backend.HTTP)
                .build();
    }

    @Test
    void copies() {
        try (EtcdV2Client source = source()) {
            source.set("/services/mail", "10.0.0.7:25");
            source.set("/services/_config/secret", "x");
        }
        try (EtcdV2Client old = EtcdV2Client.builder()
                        .endpoints(oldCluster)
                        .backend(V2Backend.HTTP)
                        .build();
                EtcdClient store = EtcdClient.connect(newCluster)) {
            V2Migration migration =
                    V2Migration.of(old, store).withPrefix("/services").withHidden("/services/_config");
            MigrationReport plan = migration.plan();
            if (plan.isComplete()) {
                MigrationReport report = migration.run();
                System.out.println(report);
                System.out.println(migration.verify());
            }
        }
        try (EtcdClient store = EtcdClient.connect(newCluster)) {
            assertThat(store.kv().getString("/services/_config/secret")).contains("x");
        }
    }

    @Test
    void copiesUsersAndRoles() {
        try (EtcdV2Client old = source();
                EtcdClient store = EtcdClient.connect(newCluster)) {
            old.auth().writeUser(V2User.of("root").withPassword("secret"));
            old.auth().writeRole(V2Role.of("readers").granting("/services/*", V2Permission.R));
            old.auth().writeUser(V2User.of("ann").withPassword("pw").withRoles(List.of("readers")));
            try (EtcdV2Client view = EtcdV2Client.over(store)) {
                for (String name : old.auth().roles()) {
                    if (!name.equals("root") && !name.equals("guest")) {
                        view.auth().writeRole(old.auth().role(name));
                    }
                }
                for (String name : old.auth().users()) {
                    V2User user = old.auth().user(name);
                    view.auth().writeUser(user.withPassword(newPasswordOf(name)));
                }
            }
            try (EtcdV2Client view = EtcdV2Client.over(store)) {
                assertThat(view.auth().users()).containsExactly("ann", "root");
                assertThat(view.auth().user("ann").roles()).containsExactly("readers");
                assertThat(view.auth().role("readers")).isEqualTo(old.auth().role("readers"));
            }
        }
    }

    private static String newPasswordOf(String name) {
        return "new of " + name;
    }
}
