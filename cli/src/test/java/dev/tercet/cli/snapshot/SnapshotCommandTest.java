package dev.tercet.cli.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.cli.connect.Home;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Snapshots of databases of several kinds, beside etcdutl; and files that are no snapshots any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotCommandTest {
    private RealEtcd etcd;
    private EtcdClient client;

    @BeforeAll
    void start() {
        etcd = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(EtcdSettings.of("3.5")));
        client = EtcdClient.connect(etcd.endpoint(0));
    }

    @AfterAll
    void stop() {
        // Neither is there where there is no etcd to start.
        if (client != null) {
            client.close();
        }
        if (etcd != null) {
            etcd.close();
        }
    }

    private Path saved(Path folder, String name) {
        Path file = folder.resolve(name);
        Ran ran = Ran.of("snapshot", "save", file.toString(), "--endpoints=" + etcd.endpoint(0));
        assertThat(ran).extracting(Ran::exitCode, Ran::out).containsExactly(0, "Snapshot saved at " + file + "\n");
        return file;
    }

    private static String etcdutl(String... words) throws IOException {
        Path etcdutl = EtcdBinaries.find("3.5").etcdctl().resolveSibling("etcdutl");
        assumeThat(etcdutl).exists();
        List<String> command = new ArrayList<>(List.of(etcdutl.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void sameAsEtcdutl(Path file) throws IOException {
        for (String format : List.of("simple", "fields", "json")) {
            Ran ours = Ran.of("-w", format, "snapshot", "status", file.toString());
            assertThat(ours.err()).isEmpty();
            assertThat(ours.out()).isEqualTo(etcdutl("-w", format, "snapshot", "status", file.toString()));
        }
    }

    private void putMany(int transactions, int values) {
        Random random = new Random(transactions);
        for (int i = 0; i < transactions; i++) {
            Put[] puts = new Put[100];
            for (int j = 0; j < puts.length; j++) {
                byte[] value = new byte[random.nextInt(values)];
                random.nextBytes(value);
                puts[j] = Put.of(Bytes.of("many/" + (i * 37 + j) % 5000), Bytes.wrap(value));
            }
            client.kv().txn(Txn.all(puts));
        }
    }

    @Test
    void whatIsReadIsWhatEtcdutlReads(@TempDir Path folder) throws IOException {
        sameAsEtcdutl(saved(folder, "empty.db"));
        client.kv().put("a", "b");
        sameAsEtcdutl(saved(folder, "one.db"));
        byte[] large = new byte[1_400_000];
        new Random(1).nextBytes(large);
        client.kv().put(Put.of(Bytes.of("large"), Bytes.wrap(large)));
        client.kv().put(Put.of(Bytes.of("zero"), Bytes.EMPTY));
        sameAsEtcdutl(saved(folder, "large.db"));
        long lease = client.leases().grant(Duration.ofMinutes(5)).id();
        client.kv().put(Put.of("leased", "x").withLease(lease));
        putMany(100, 300);
        sameAsEtcdutl(saved(folder, "many.db"));
        client.kv().delete(Delete.prefix("many/1"));
        client.kv().delete("large");
        sameAsEtcdutl(saved(folder, "deleted.db"));
        client.kv().compact(Compaction.at(client.kv().put("a", "c").header().revision()));
        sameAsEtcdutl(saved(folder, "compacted.db"));
        client.auth().addUser("reader", "pw");
        client.auth().addRole("reader");
        sameAsEtcdutl(saved(folder, "users.db"));
        client.maintenance().defragment(etcd.endpoint(0));
        sameAsEtcdutl(saved(folder, "defragmented.db"));
        // Without the checksum it is a database as well.
        Path file = folder.resolve("many.db");
        Path plain = Files.write(folder.resolve("plain.db"), cut(Files.readAllBytes(file), 32));
        assertThat(Ran.of("snapshot", "status", plain.toString()))
                .isEqualTo(Ran.of("snapshot", "status", file.toString()));
    }

    @Test
    void whatWasSavedIsWhatEtcdctlSaves(@TempDir Path folder) throws IOException {
        Path ours = saved(folder, "ours.db");
        etcd.etcdctl("snapshot", "save", folder.resolve("theirs.db").toString()).orThrow();
        assertThat(Ran.of("snapshot", "status", ours.toString()))
                .isEqualTo(
                        Ran.of("snapshot", "status", folder.resolve("theirs.db").toString()));
    }

    private static byte[] cut(byte[] bytes, int end) {
        return Arrays.copyOf(bytes, bytes.length - end);
    }

    private static void isBadInput(Path file, String words) {
        Ran ran = Ran.of("snapshot", "status", file.toString());
        assertThat(ran).extracting(Ran::exitCode, Ran::out).containsExactly(3, "");
        assertThat(ran.errLines())
                .singleElement()
                .asString()
                .startsWith("tercet: " + file)
                .contains(words);
    }

    @Test
    void whatIsNoSnapshotIsBadInput(@TempDir Path folder) throws IOException {
        Path file = saved(folder, "whole.db");
        byte[] whole = Files.readAllBytes(file);
        isBadInput(Files.write(folder.resolve("short.db"), cut(whole, whole.length / 2)), "was cut: it should have ");
        isBadInput(Files.write(folder.resolve("none.db"), new byte[0]), "is too short");
        isBadInput(Files.write(folder.resolve("zero.db"), new byte[8192]), "is no database of etcd's");
        isBadInput(folder, "is a folder");
        whole[whole.length - 1] ^= 1;
        isBadInput(Files.write(folder.resolve("seal.db"), whole), "the checksum at its end");
        Ran missing = Ran.of("snapshot", "status", folder.resolve("missing.db").toString());
        assertThat(missing.exitCode()).isEqualTo(6);
        assertThat(missing.errLines()).containsExactly("tercet: there is no file " + folder.resolve("missing.db"));
    }

    /** Without the checksum, which would find all of it: what was changed is found, or is in a value, or is on no page in use. */
    @Test
    void changedBytesNeitherHangNorBreak(@TempDir Path folder) throws IOException {
        client.kv().put("changed", "x");
        byte[] whole = cut(Files.readAllBytes(saved(folder, "whole.db")), 32);
        Random random = new Random(7);
        Path file = folder.resolve("changed.db");
        int found = 0;
        for (int i = 0; i < 200; i++) {
            byte[] changed = whole.clone();
            // Heads of pages, where it hurts.
            int page = random.nextInt(changed.length / 4096) * 4096;
            for (int j = 0; j < 3; j++) {
                changed[page + random.nextInt(96)] = (byte) random.nextInt();
            }
            Ran ran = Ran.of("snapshot", "status", Files.write(file, changed).toString());
            assertThat(ran.exitCode()).isIn(0, 3);
            assertThat(ran.errLines()).hasSize(ran.exitCode() == 0 ? 0 : 1);
            assertThat(ran.out().lines()).hasSize(ran.exitCode() == 0 ? 1 : 0);
            found += ran.exitCode() == 0 ? 0 : 1;
        }
        assertThat(found).isPositive();
    }

    /** Of a page that is in use a wrong number is found; one that is free, or goes on with a great value, has no keys. */
    @Test
    void pagesInTheWrongPlaceAreFound(@TempDir Path folder) throws IOException {
        putMany(20, 300);
        byte[] whole = cut(Files.readAllBytes(saved(folder, "whole.db")), 32);
        Path file = folder.resolve("placed.db");
        String right =
                keys(Ran.of("snapshot", "status", Files.write(file, whole).toString(), "-o", "csv"));
        List<Integer> found = new ArrayList<>();
        for (int page = 0; page < whole.length / 4096; page++) {
            byte[] wrong = whole.clone();
            wrong[page * 4096] ^= 1;
            Ran ran = Ran.of("snapshot", "status", Files.write(file, wrong).toString(), "-o", "csv");
            if (ran.exitCode() == 0) {
                assertThat(keys(ran)).isEqualTo(right);
            } else {
                assertThat(ran.err()).contains("is broken at page " + page + ": its head makes no sense");
                found.add(page);
            }
        }
        // The list of free pages, the root, and what is not small enough to lie in it: the history.
        assertThat(found).hasSizeGreaterThan(2);
        byte[] begins = whole.clone();
        begins[16] ^= 1;
        begins[4096 + 16] ^= 1;
        isBadInput(Files.write(file, begins), "is no database of etcd's");
    }

    private static String keys(Ran ran) {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.out().replaceAll("^.*\r\n[0-9a-f]+,(\\d+,\\d+),.*\r\n$", "$1");
    }

    @Test
    void anInterruptedOneLeavesWhatWasThere(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("older.db"), "older");
        // Who takes the call and never answers.
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Cli cli = cli("127.0.0.1:" + silent.getLocalPort())) {
            CommandLine command = new CommandLine(new SaveCommand(cli));
            command.parseArgs(file.toString());
            cli.interrupts().interrupt("INT");
            assertThatThrownBy(() -> command.<SaveCommand>getCommand().run())
                    .hasMessage("interrupted: no snapshot was saved, and " + file + " is as it was")
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            said -> assertThat(said.exit()).isEqualTo(Exit.INTERRUPTED));
        }
        await().untilAsserted(() -> assertThat(folder.toFile().list()).containsExactly("older.db"));
        assertThat(file).hasContent("older");
    }

    private static Cli cli(String endpoint) {
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                false,
                new Out("standard output", OutputStream.nullOutputStream(), false),
                new Out("standard error", OutputStream.nullOutputStream(), false));
        return new Cli(streams, Map.of("ETCDCTL_ENDPOINTS", endpoint, "XDG_CONFIG_HOME", "/nowhere"));
    }

    @Test
    void aTildeIsHome() {
        Ran ran = Ran.of("snapshot", "status", "~/no such snapshot");
        assertThat(ran.errLines())
                .containsExactly("tercet: there is no file " + Home.of(System.getenv()) + "/no such snapshot");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsTheFilesFault(@TempDir Path folder) {
        Path file = folder.resolve("no/such/folder.db");
        Ran ran = Ran.of("snapshot", "save", file.toString(), "--endpoints=" + etcd.endpoint(0));
        assertThat(ran).extracting(Ran::exitCode, Ran::out).containsExactly(6, "");
        assertThat(ran.errLines()).singleElement().asString().contains("cannot write " + file + ": the folder ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rowsOfWhatWasSaved(@TempDir Path folder) {
        Path file = folder.resolve("rows.db");
        Ran ran = Ran.of("snapshot", "save", file.toString(), "-o", "ndjson", "--endpoints=" + etcd.endpoint(0));
        assertThat(ran.out())
                .startsWith("{\"file\":\"" + file + "\",\"bytes\":")
                .hasLineCount(1);
    }

    @Test
    void aSnapshotIsOfOneMember(@TempDir Path folder) {
        Path file = folder.resolve("two.db");
        Ran ran = Ran.of("snapshot", "save", file.toString(), "--endpoints=127.0.0.1:1,127.0.0.1:2");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.errLines().get(0)).startsWith("tercet: snapshot must be requested to one selected node");
        Ran gone = Ran.of("snapshot", "save", file.toString(), "--endpoints=127.0.0.1:1", "--command-timeout=300ms");
        assertThat(gone.exitCode()).isEqualTo(7);
        assertThat(folder).isEmptyDirectory();
    }
}
