package dev.tercet.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.kv.Bytes;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code user}, {@code role} and {@code auth} beside etcdctl, at a server of their own. */
class AuthCommandsTest {
    private static RealEtcd etcd;
    private static BesideEtcdctl both;

    @BeforeAll
    static void start() {
        etcd = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(EtcdSettings.of("3.5")));
        both = new BesideEtcdctl(etcd);
    }

    @AfterAll
    static void close() {
        etcd.close();
    }

    /** The same of each one's own: etcdctl's words with {@code theirs}, ours with {@code ours}, in the place of {@code %}. */
    private static void alike(String line) {
        Ran theirs = both.etcdctl(line.replace("%", "theirs").split(" "));
        Ran ours = both.tercet(line.replace("%", "ours").split(" "));
        assertThat(ours.out().replace("ours", "%"))
                .as(line + ours.err())
                .isEqualTo(theirs.out().replace("theirs", "%"));
        assertThat(ours.exitCode() == 0).as(line + ours.err()).isEqualTo(theirs.exitCode() == 0);
    }

    private static void same(String line) {
        both.same(line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void usersAndRolesAreKeptAsEtcdctlDoes(String format) {
        String as = " -w " + format;
        for (String line : List.of(
                "user add %:pw",
                "user add %-2 --new-user-password=x",
                "user add %-3 --no-password",
                "role add %-r",
                "role add %-s",
                "role grant-permission %-r read k",
                "role grant-permission %-r readwrite a b",
                "role grant-permission %-r write p/ --prefix",
                "role grant-permission %-r READ q --from-key",
                "user grant-role % %-r",
                "user grant-role % %-s")) {
            alike(line + as);
        }
        same("user list" + as);
        same("role list" + as);
        for (String line : List.of(
                "user get ours",
                "user get --detail ours",
                "user get ours-2",
                "user get --detail ours-2",
                "role get ours-r",
                "role get ours-s")) {
            same(line + as);
        }
        assertThat(both.etcdctl("role", "get", "ours-r").out().replace("ours", "theirs"))
                .isEqualTo(both.etcdctl("role", "get", "theirs-r").out());
        same("auth status" + as);
        for (String line : List.of(
                "role revoke-permission %-r k",
                "role revoke-permission %-r a b",
                "role revoke-permission %-r p/ --prefix",
                "role revoke-permission %-r q --from-key",
                "user revoke-role % %-s",
                "role delete %-r",
                "role delete %-s",
                "user delete %",
                "user delete %-2",
                "user delete %-3")) {
            alike(line + as);
        }
        same("user list" + as);
        same("role list" + as);
    }

    @Test
    void whatIsRefusedIsRefusedByBoth() {
        both.etcdctl("user", "add", "there:pw");
        both.etcdctl("role", "add", "there");
        for (String line : List.of(
                "user add there:pw",
                "user get nobody",
                "user get --detail nobody",
                "user delete nobody",
                "user grant-role there none",
                "user grant-role nobody there",
                "user revoke-role there none",
                "role add there",
                "role get none",
                "role delete none",
                "role grant-permission none read k",
                "role grant-permission there wrote q",
                "role revoke-permission there unknown")) {
            same(line);
        }
        both.etcdctl("user", "delete", "there");
        both.etcdctl("role", "delete", "there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void rangesAreShownByteForByte(String format) {
        both.tercet("role", "add", "bytes");
        both.tercet("role", "grant-permission", "bytes", "read", "", "--prefix");
        both.tercet("role", "grant-permission", "bytes", "write", "ü", "--prefix");
        both.tercet("role", "grant-permission", "bytes", "write", "a\tb\n\"", "c");
        both.same("role", "get", "bytes", "-w", format);
        both.same("role", "get", "bytes", "--hex", "-w", format);
        assertThat(both.etcdctl("role", "revoke-permission", "bytes", "", "--prefix")
                        .out())
                .isEqualTo("Permission of range [, <open ended> is revoked from role bytes\n");
        both.etcdctl("role", "delete", "bytes");
    }

    @Test
    void passwordsAreReadFromStandardInput() {
        UnaryOperator<String> none = UnaryOperator.identity();
        both.tercet("user", "add", "reader:first");
        both.maskedReading(none, Bytes.of("second\n"), "user", "passwd", "reader", "--interactive=false");
        Ran added = both.tercetReading(Bytes.of("öne two\r\nnext"), "user", "add", "writer", "--interactive=false");
        assertThat(added.out()).isEqualTo("User writer created\n");
        both.tercet("user", "add", "root:pw");
        assertThat(both.tercet("auth", "enable").out()).isEqualTo("Authentication Enabled\n");
        try {
            // Who may do nothing, but is known.
            assertThat(both.tercet("get", "k", "--user", "writer:öne two").err())
                    .contains("permission denied");
            assertThat(both.tercet("get", "k", "--user", "reader:second").err()).contains("permission denied");
            Ran wrong = both.tercet("get", "k", "--user", "reader:first");
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.errLines()).hasSizeBetween(1, 2);
            for (String format : List.of("simple", "fields", "json")) {
                String root = " --user root:pw -w " + format;
                same("role get root" + root);
                same("user get --detail root" + root);
                same("auth status" + root);
                same("auth enable" + root);
            }
        } finally {
            assertThat(both.tercet("auth", "disable", "--user", "root:pw").out())
                    .isEqualTo("Authentication Disabled\n");
        }
        for (String name : List.of("reader", "writer", "root")) {
            both.tercet("user", "delete", name);
        }
        both.tercet("role", "delete", "root");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json", "table"})
    void disablingWhatIsOffIsNoError(String format) {
        same("auth disable -w " + format);
    }

    @Test
    void withoutTheUserRootThereIsNoAuthentication() {
        Ran ran = both.tercet("auth", "enable");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errLines()).singleElement().asString().contains("no user root", "tercet user add root");
        same("auth enable");
    }

    @Test
    void rowsHaveStableNames() {
        both.tercet("user", "add", "rows:pw");
        both.tercet("role", "add", "rows-r");
        both.tercet("role", "grant-permission", "rows-r", "readwrite", "a", "b");
        both.tercet("user", "grant-role", "rows", "rows-r");
        assertThat(both.tercet("user", "list", "-o", "ndjson").out()).isEqualTo("{\"user\":\"rows\"}\n");
        assertThat(both.tercet("user", "get", "rows", "-o", "ndjson").out())
                .isEqualTo("{\"user\":\"rows\",\"roles\":[\"rows-r\"]}\n");
        String permission = "{\"role\":\"rows-r\",\"permission\":\"READWRITE\",\"key\":\"a\",\"range_end\":\"b\"}\n";
        assertThat(both.tercet("role", "get", "rows-r", "-o", "ndjson").out()).isEqualTo(permission);
        assertThat(both.tercet("user", "get", "rows", "--detail", "-o", "ndjson")
                        .out())
                .isEqualTo(permission);
        assertThat(both.tercet("role", "list", "-o", "ndjson").out()).isEqualTo("{\"role\":\"rows-r\"}\n");
        assertThat(both.tercet("auth", "status", "-o", "ndjson").out())
                .startsWith("{\"enabled\":false,\"auth_revision\":");
        assertThat(both.tercet("user", "delete", "rows", "-o", "ndjson").out()).isEqualTo("{\"user\":\"rows\"}\n");
        both.tercet("role", "delete", "rows-r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user add t:x", "role add t", "user list", "role list", "auth status", "user get t"})
    void thereIsNoTable(String line) {
        same(line + " -w table");
        assertThat(both.tercet((line + " -w table").split(" ")).exitCode()).isEqualTo(4);
        both.etcdctl("user", "delete", "t");
        both.etcdctl("role", "delete", "t");
    }
}
