package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.auth.V2Role;
import dev.tercet.v2.auth.V2User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a real server's v2 API, copied by the command into a store in memory. */
class MigrateV2CommandTest {
    private static RealEtcd old;
    private EtcdV2Client source;
    private EmbeddedEtcd target;

    @BeforeAll
    static void startSource() {
        old = WhenUnavailable.fromEnvironment()
                .obtain(() -> RealEtcd.start(EtcdSettings.of("3.5").withOption("enable-v2", "true")));
    }

    @AfterAll
    static void endSource() {
        old.close();
    }

    @BeforeEach
    void start() {
        source = as("root", "secret");
        source.set("/a", "1");
        source.set("/d/b", "2");
        source.set("/_hidden", "3");
        target = EmbeddedEtcd.builder().port(0).start();
    }

    @AfterEach
    void end() {
        target.close();
        source.close();
    }

    private static EtcdV2Client as(String user, String password) {
        return EtcdV2Client.builder()
                .endpoints(old.endpoints())
                .backend(V2Backend.HTTP)
                .credentials(user, password)
                .build();
    }

    private Ran migrate(String... more) {
        List<String> args = new ArrayList<>(
                List.of("migrate-v2", "--from", old.endpoint(0), "--to", target.endpoint(), "--command-timeout=5s"));
        args.addAll(List.of(more));
        return Ran.of(args.toArray(new String[0]));
    }

    @Test
    void looksThenCopiesThenHasNothingToDo() {
        Ran look = migrate("--dry-run");
        assertThat(look.err()).isEmpty();
        assertThat(look.out())
                .startsWith("Would copy 2 keys and 1 directory, 0 of them with a time to live, from / (index ")
                .contains(") to /: 3 created, 0 replaced, 0 there already.");
        assertThat(look.exitCode()).isZero();
        try (EtcdClient etcd = EtcdClient.connect(target.endpoint())) {
            assertThat(etcd.kv().get("/a")).isEmpty();

            Ran copy = migrate("--verify", "--hidden=/_hidden");
            assertThat(copy.err()).isEmpty();
            assertThat(copy.out().lines().toList())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("Copied 3 keys and 1 directory");
            assertThat(copy.out()).contains("The same: 3 keys and 1 directory below / (index ");
            assertThat(copy.exitCode()).isZero();
            assertThat(etcd.kv().getString("/d/b")).contains("2");
            assertThat(etcd.kv().getString("/_hidden")).contains("3");
        }
        assertThat(migrate().out()).contains("0 created, 0 replaced, 3 there already.");
    }

    @Test
    void whatIsInTheWayIsSaidByTheExitCode() {
        try (EtcdClient etcd = EtcdClient.connect(target.endpoint())) {
            etcd.kv().put("/a", "other");
            Ran refused = migrate();
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.out()).contains("1 entry in the way, so nothing is written:", "  /a: another value");
            assertThat(migrate("--dry-run").exitCode()).isEqualTo(3);
            assertThat(migrate("--dry-run", "--replace").exitCode()).isZero();
            Ran different = migrate("--dry-run", "--replace", "--verify");
            assertThat(different.exitCode()).isEqualTo(3);
            assertThat(different.out()).contains("3 differences between 2 keys and 1 directory below /");
            assertThat(migrate("--replace", "--verify").exitCode()).isZero();
            assertThat(etcd.kv().getString("/a")).contains("1");
        }
    }

    @Test
    void aPartGoesElsewhereAndIntoANamespace() {
        Ran moved = migrate("--prefix=/d", "--to-prefix=/x/y", "--to-namespace=tenant", "--verify");
        assertThat(moved.exitCode()).isZero();
        try (EtcdClient etcd = EtcdClient.connect(target.endpoint())) {
            assertThat(etcd.kv().getString("tenant/x/y/b")).contains("2");
            assertThat(etcd.kv().get("/a")).isEmpty();
        }
    }

    @Test
    void whatIsMissingIsOneLine() {
        Ran missing = migrate("--prefix=/none");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.errLines())
                .singleElement()
                .asString()
                .startsWith("tercet: ")
                .contains("/none", old.endpoint(0), "Key not found");
    }

    @Test
    void wrongUsageIsFoundBeforeAnythingIsSent(@TempDir Path folder) throws IOException {
        assertThat(Ran.of("migrate-v2", "--to", "127.0.0.1:1").errLines().get(0))
                .contains("--from");
        assertThat(migrate("--hidden=/x/_y", "--prefix=/d").exitCode()).isEqualTo(2);
        Path certificate = Files.createFile(folder.resolve("x.pem"));
        assertThat(migrate("--from-cert=" + certificate).errLines().get(0))
                .isEqualTo("tercet: --from-cert and --from-key go together.");
        assertThat(migrate("--from-password=x").errLines().get(0))
                .isEqualTo("tercet: --from-password needs --from-user.");
        Path rubbish = Files.writeString(folder.resolve("rubbish.pem"), "nothing");
        for (String side : List.of("--from-cacert=", "--to-cacert=")) {
            Ran ran = migrate(side + rubbish);
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(ran.errLines()).singleElement().asString().contains(rubbish.toString());
        }
        assertThat(migrate("--ttl-tolerance=soon").exitCode()).isEqualTo(2);
        assertThat(migrate("--to-user=:").errLines().get(0)).contains("--to-user has no name");
    }

    @Test
    void aServerWithoutV2SaysSo() {
        Ran ran = Ran.of("migrate-v2", "--from", target.endpoint(), "--to", target.endpoint(), "--command-timeout=5s");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errLines()).singleElement().asString().contains("v2", target.endpoint());
    }

    @Test
    void asSomebodyWhereItCounts() {
        source.auth().writeUser(V2User.of("root").withPassword("secret"));
        source.auth().setActive(true);
        try {
            source.auth().writeRole(V2Role.of("guest"));
            Ran refused = migrate();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("110");
            assertThat(migrate("--from-user=root:secret", "--verify").exitCode())
                    .isZero();
        } finally {
            source.auth().setActive(false);
        }
    }

    @Test
    void helpSaysHowToBegin() {
        Ran help = Ran.of("migrate-v2", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("--from", "--to", "--prefix", "--to-prefix", "--dry-run", "--verify", "--replace", "--hidden")
                .contains("--from-user", "--to-cacert", "Exit codes:", "is in the way");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
}
