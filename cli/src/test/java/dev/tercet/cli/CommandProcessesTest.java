package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tercet.kv.Bytes;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command once as a process, at a real etcd: those that are etcdctl's beside it, and what they print must be the same but for ids,
 * revisions and times; and those that are ours alone. How each format looks is compared within one JVM elsewhere; this is about what
 * only a process has, which is slow to start, and so they run two at a time.
 */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "ends commands by signals and edits with a shell script, which Windows has not")
class CommandProcessesTest {
    private static final ExecutorService TWO = Executors.newFixedThreadPool(2);

    @TempDir
    private static Path temp;

    private static final List<RealEtcd> SERVERS = new ArrayList<>();

    private static RealEtcd etcd;
    private static BesideEtcdctl both;
    private static BesideEtcdctl users;

    /** At a server where the others do nothing, so that it is in good order. */
    private static BesideEtcdctl alone;

    @BeforeAll
    static void start() {
        etcd = server();
        both = BesideEtcdctl.inProcesses(etcd);
        users = BesideEtcdctl.inProcesses(server());
        alone = BesideEtcdctl.inProcesses(server());
        // Some history, which may be compacted while others look at theirs.
        for (int i = 0; i < 5; i++) {
            etcd.etcdctl("put", "history", Integer.toString(i));
        }
    }

    private static RealEtcd server() {
        RealEtcd server = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(EtcdSettings.of("3.5")));
        SERVERS.add(server);
        return server;
    }

    @AfterAll
    static void stop() {
        TWO.shutdownNow();
        SERVERS.forEach(RealEtcd::close);
    }

    @TestFactory
    Stream<DynamicTest> commands() {
        Map<String, Executable> parts = new LinkedHashMap<>();
        parts.put("auth, user, role", this::users);
        parts.put("our own", this::ours);
        parts.put("member, endpoint, alarm, defrag, snapshot, ...", this::cluster);
        parts.put("get, put, del, txn, compaction, watch", this::keys);
        parts.put("lease, lock, elect", this::holders);
        parts.put("edit", this::edit);
        // All are begun here, and waited for one by one.
        List<DynamicTest> tests = new ArrayList<>();
        parts.forEach((name, part) -> {
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> run(part), TWO);
            tests.add(dynamicTest(name, done::join));
        });
        return tests.stream();
    }

    private static void run(Executable part) {
        try {
            part.execute();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static String masked(String text) {
        return BesideEtcdctl.revisions(text)
                .replaceAll("\\b(ours|them)\\b", "%")
                .replaceAll("compacted revision \\d+", "compacted revision N")
                .replaceAll("\\d+(\\.\\d+)?(m|µ|\\u00c2\\u00b5)?s\\b", "TIME")
                .replaceAll("(?i)((raft(Applied)?Index|dbSize(InUse)?)\"\\s*:\\s*)\\d+", "$1N")
                // Ids of members are padded with spaces where they begin with zeros.
                .replaceAll(" *\\b[0-9a-f]{12,16}\\b", " ID");
    }

    /** The same of each one's own, if there is a {@code %} in it: etcdctl's has {@code them} there, ours {@code ours}. */
    private static void alike(BesideEtcdctl both, Bytes input, String line) {
        alike(both, input, line, "them", "ours");
    }

    private static void alike(BesideEtcdctl both, Bytes input, String line, String theirs, String ours) {
        same(
                line,
                both.etcdctlReading(input, line.replace("%", theirs).split(" ")),
                both.tercetReading(input, line.replace("%", ours).split(" ")));
    }

    private static void same(String line, Ran theirs, Ran ours) {
        String all = line + "\netcdctl: " + theirs + "\ntercet: " + ours;
        assertThat(masked(ours.out())).as(all).isEqualTo(masked(theirs.out()));
        assertThat(ours.exitCode() == 0).as(all).isEqualTo(theirs.exitCode() == 0);
    }

    private static void alike(BesideEtcdctl both, String... lines) {
        for (String line : lines) {
            alike(both, Bytes.EMPTY, line);
        }
    }

    private void keys() throws IOException {
        alike(
                both,
                "put %/a 1",
                "put %/a 2 --prev-kv",
                "get % --prefix -w fields",
                "get none",
                "get none --rev 999999",
                "get history -w json");
        alike(both, Bytes.of("val(\"%/a\") = \"2\"\n\nput x y\n\nget history\n\n"), "txn");
        alike(both, "del %/ --prefix --prev-kv", "del %/a");
        alike(both, Bytes.EMPTY, "compaction %", "2", "3");
        alike(both, "watch history --rev 1", "watch history --rev 6 -- false");
        held("watch history --rev 6 --prev-kv", "4\n");
    }

    private void holders() throws Exception {
        alike(both, "lease grant 1000");
        String theirs = lease(both.etcdctl("lease", "grant", "1000"));
        String ours = lease(both.etcdctl("lease", "grant", "1000"));
        for (String line : List.of(
                "put % x --lease=%",
                "lease keep-alive % --once",
                "lease timetolive % --keys",
                "lease revoke %",
                "lease timetolive %",
                "lease revoke %")) {
            alike(both, Bytes.EMPTY, line, theirs, ours);
        }
        alike(both, "lease list", "lock lock/% -- echo held", "lock lock/% -- false");
        held("lock lock/%", "\n");
        held("elect elect/% me", "me\n");
    }

    private static String lease(Ran granted) {
        return granted.out().split(" ")[1];
    }

    private void users() {
        alike(
                users,
                "user add %:pw",
                "role add %-r",
                "role grant-permission %-r readwrite a b",
                "role get %-r",
                "user grant-role % %-r",
                "user get % --detail",
                "user list",
                "role list");
        alike(users, Bytes.of("new\n"), "user passwd % --interactive=false");
        users.etcdctl("user", "add", "root:pw");
        alike(
                users,
                "auth enable --user root:pw",
                "auth status --user root:pw",
                "get a",
                "get a --user %:old",
                "get a --user %:new",
                "get c --user %:new",
                "auth disable --user root:pw");
        alike(users, "user revoke-role % %-r", "role revoke-permission %-r a b", "role delete %-r", "user delete %");
        // Here, where nobody writes meanwhile.
        alike(users, "endpoint hashkv");
    }

    private void cluster() {
        alike(
                both,
                "member list",
                "member promote 12",
                "member update 12 --peer-urls=http://127.0.0.1:3",
                "member remove 12",
                "move-leader 12",
                "endpoint health",
                "endpoint status -w json",
                "alarm list",
                "alarm disarm",
                "defrag",
                "check perf --load=none",
                "snapshot save " + temp + "/%.db",
                "snapshot status " + temp + "/them.db -w json");
        addAndRemove();
    }

    private static void addAndRemove() {
        String line = "member add % --learner --peer-urls=http://127.0.0.1:";
        Ran theirs = both.etcdctl((line.replace("%", "them") + 2).split(" "));
        String id = member(theirs);
        both.same("member", "list");
        both.same("member", "update", id, "--peer-urls=http://127.0.0.1:3");
        both.same("member", "promote", id);
        Ran removed = both.tercet("member", "remove", id);
        Ran ours = both.tercet((line.replace("%", "ours") + 2).split(" "));
        assertThat(ours.out().lines().findFirst().map(CommandProcessesTest::masked))
                .as(ours.toString())
                .isEqualTo(theirs.out().lines().findFirst().map(CommandProcessesTest::masked));
        same("remove", both.etcdctl("member", "remove", member(ours)), removed);
    }

    private static String member(Ran added) {
        return added.out().split(" +")[1];
    }

    /** Both, each ended by a signal when it has said so much. */
    private static void held(String line, String end) throws IOException {
        List<Ran> both = new ArrayList<>();
        for (String name : List.of("them", "ours")) {
            List<String> words = new ArrayList<>(List.of("--endpoints=" + etcd.endpoint(0)));
            words.addAll(List.of(line.replace("%", name).split(" ")));
            Path out = Files.createTempFile(temp, "held", ".out");
            Path err = Files.createTempFile(temp, "held", ".err");
            Process process = name.equals("ours")
                    ? OtherJvm.tercetTo(Path.of("/dev/null"), out, err, words.toArray(new String[0]))
                    : EtcdBinaries.find("3.5").startEtcdctl(words, out, err);
            try {
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() ->
                                assertThat(out).content().as(line).isNotEmpty().endsWith(end));
                process.destroy();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                process.destroyForcibly();
            }
            both.add(Ran.of(process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err)));
        }
        same(line, both.get(0), both.get(1));
    }

    private static void assertSays(int exitCode, String pattern, String line) {
        Ran ran = alone.tercet(line.split(" "));
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(exitCode);
        assertThat(ran.out()).as(ran.toString()).matches("(?s)" + pattern);
    }

    private void ours() throws IOException {
        alone.etcdctl("put", "own/a/x", "1");
        alone.etcdctl("put", "own/a/y", "1");
        alone.etcdctl("put", "own/b/x", "2");
        assertSays(8, ".*\n~ own/a/x\n.*\n- own/a/y = 1\n", "diff --prefix own/a/ --to-prefix own/b/");
        assertSays(0, "own/a/x\nown/b/x\n", "find own/*/x");
        assertSays(0, ".*own/?.*a/ .*x\n.*y\n.*b/ .*x\n.*", "tree own/");
        assertSays(0, ".*own/a/\n.*own/b/\n.*", "du own/ --bytes");
        String then = alone.tercet("get", "own/a/x", "-o", "ndjson")
                .out()
                .replaceAll("(?s).*\"mod_revision\":(\\d+).*", "$1");
        alone.etcdctl("put", "own/a/x", "changed");
        assertSays(0, ".*changed.*" + then + ".*", "history own/a/x");
        assertSays(0, ".*", "restore own/a/x --rev " + then + " --yes");
        assertSays(0, "1\n", "get own/a/x --print-value-only");
        assertSays(0, "0\\.0 puts/s, .*", "top nothing/ --once --interval=10ms");
        assertSays(0, "", "mirror " + alone.etcd().endpoint(0) + " --prefix own/ --dest-prefix copy/ --once");
        assertThat(alone.etcdctl("get", "copy/a/x", "--print-value-only").out()).isEqualTo("1\n");
        assertSays(0, "put: 40 of 40 done in .*p99.*", "bench put --total=40 --clients=4");
        assertSays(0, ".*latency.*", "doctor");
        assertSays(0, ".*\nPASS: .*", "check datascale");
        Path file = temp.resolve("own.json");
        assertSays(0, "", "export --prefix own/ --output-file " + file);
        assertSays(
                0,
                "0 updated\\.\n1 deleted\\.\n",
                "import --prefix own/ --yes --verbosity compact "
                        + Files.writeString(
                                temp.resolve("in"), Files.readString(file).replaceFirst(",[^,]*\"own/b/x\": 2", "")));
        // etcdctl has it from 3.6 on, servers before.
        assertSays(0, "Downgrade validate success, .*", "downgrade validate 3.4");
        assertSays(0, ".*version.*", "version");
    }

    private void edit() throws Exception {
        Path editor = Files.writeString(temp.resolve("editor"), "echo edited > \"$1\"\n");
        Process edit = OtherJvm.tercet(
                temp, "0", Map.of("VISUAL", "sh " + editor), "edit", "edit", "--endpoints=" + etcd.endpoint(0));
        assertThat(edit.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(edit.exitValue()).isZero();
        assertThat(both.etcdctl("get", "edit", "--print-value-only").out()).isEqualTo("edited\n");
    }
}
