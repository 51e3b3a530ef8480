package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.Auth;
import dev.tercet.EtcdClient;
import dev.tercet.Maintenance;
import dev.tercet.auth.Permission;
import dev.tercet.cluster.Member;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.Status;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's snippets about members, maintenance and users, at a server of their own. */
class GuideOperationsTest {
    private final RealEtcd server =
            WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(EtcdSettings.newest()));
    private final EtcdClient etcd = EtcdClient.connect(server.endpoint(0));
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        etcd.close();
        server.close();
    }

    private void tell(String text) {
        told.add(text);
    }

    @Test
    void members() {
        for (Member member : etcd.cluster().members()) {
            tell(member.name() + " is " + member.idHex() + " at " + member.clientUrls());
        }
        assertThat(told).singleElement().asString().contains(server.endpoint(0));
    }

    @Test
    void maintenance(@TempDir Path folder) {
        Maintenance maintenance = etcd.withTimeout(Duration.ofMinutes(1)).maintenance();
        for (EndpointStatus each : maintenance.statuses()) {
            tell(each.endpoint() + ": " + each.status().map(Status::version).orElse("does not answer"));
        }
        maintenance.snapshot(folder.resolve("backup.db"));

        long revision = etcd.kv().get(Get.all().countOnly()).revision();
        etcd.kv().compact(Compaction.at(revision).waitingUntilRemoved());
        etcd.endpoints().forEach(maintenance::defragment);

        assertThat(told).singleElement().asString().startsWith(server.endpoint(0) + ": 3.");
        assertThat(folder.resolve("backup.db")).isNotEmptyFile();
    }

    @Test
    void users() {
        Auth auth = etcd.auth();
        auth.addRole("reader");
        auth.grantPermission("reader", Permission.read(KeyRange.prefix("config/")));
        auth.addUser("ann", "secret");
        auth.grantRole("ann", "reader");
        assertThat(auth.user("ann")).containsExactly("reader");
    }
}
