package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Put;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExportCommandTest {
    private static final EmbeddedEtcd SERVER = EmbeddedEtcd.builder().port(0).start();
    private static final EtcdClient ETCD = SERVER.client();

    @TempDir
    private Path temp;

    @AfterAll
    static void stop() {
        ETCD.close();
        SERVER.close();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNewFileIsItsOwnersAndAnOldOneKeepsItsRights() throws Exception {
        Path made = temp.resolve("made");
        export("--prefix", "rights/", "-o", made.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r-----"));
        export("--prefix", "rights/", "-o", made.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void printsWhatIsThere() {
        ETCD.kv().put("print/b", "{\"y\": 1.50, \"x\": []}");
        ETCD.kv().put("print/a", "null");
        assertThat(export("--prefix", "print/").out()).isEqualTo("""
                        {
                            "print/a": null,
                            "print/b": {
                                "x": [],
                                "y": 1.5
                            }
                        }

                        """);
        Ran csv = export("--prefix", "print/", "-f", "csv", "-v", "utf8");
        assertThat(csv).isEqualTo(Ran.of("export", "-a", SERVER.endpoint(), "--prefix=print/", "-fcsv", "-vutf8"));
        assertThat(csv.out()).isEqualTo("print/a,null\r\nprint/b,\"{\"\"y\"\": 1.50, \"\"x\"\": []}\"\r\n\n");
        assertThat(csv.err()).isEmpty();
        assertThat(csv.exitCode()).isZero();
    }

    @Test
    void aFileHasNoMoreThanIsInIt() throws IOException {
        ETCD.kv().put("file/a", "1");
        Path file = Files.writeString(temp.resolve("dump"), "before");
        Path link = Files.createSymbolicLink(temp.resolve("link"), file);
        Ran ran = export("--prefix", "file/", "-o", link.toString());
        assertThat(ran).isEqualTo(new Ran(0, "", "", Bytes.EMPTY));
        assertThat(file).content().isEqualTo("{\n    \"file/a\": 1\n}");
        assertThat(link).isSymbolicLink();
        assertThat(files()).containsExactly("dump", "link");
    }

    @Test
    void nothingIsAFileToo() {
        assertThat(export("--prefix", "nobody/").out()).isEqualTo("{}\n\n");
        assertThat(export("--prefix", "nobody/", "-f", "csv").out()).isEqualTo("\n");
        assertThat(export("--prefix", "nobody/", "-f", "yaml").out()).isEqualTo("{}\n");
    }

    @Test
    void readsAllPagesAtOneRevision() throws IOException {
        for (int i = 0; i < 300; i++) {
            ETCD.kv().put("pages/%03d".formatted(i), "old");
        }
        long revision = ETCD.kv().put("pages/300", "old").header().revision();
        ETCD.kv().put("pages/000", "new");
        Path file = temp.resolve("dump");
        assertThat(export("--prefix=pages/", "--rev=" + revision, "-fndjson", "-o" + file)
                        .exitCode())
                .isZero();
        List<Entry> entries = EntryText.read(FileFormat.NDJSON, KeyType.UTF8, ValueType.UTF8, Files.readAllBytes(file));
        assertThat(entries).hasSize(301).allMatch(entry -> entry.value().equals(Bytes.of("old")));
        assertThat(Files.readString(file)).contains("\"revision\":" + revision + ",");
    }

    @Test
    void leasesKeepWhatIsLeftOfThem() {
        long lease = ETCD.leases().grant(Duration.ofSeconds(600)).id();
        ETCD.kv().put(Put.of("leased/a", "1").withLease(lease));
        ETCD.kv().put(Put.of("leased/b", "2"));
        String text = export("--prefix=leased/", "-fndjson", "--with-leases").out();
        List<Entry> entries = EntryText.read(FileFormat.NDJSON, KeyType.UTF8, ValueType.UTF8, text);
        assertThat(entries.get(0).lease()).isEqualTo(lease);
        assertThat(entries.get(0).remaining()).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));
        assertThat(entries.get(1).remaining()).isNull();
        assertThat(export("--prefix=leased/", "-fndjson").out()).doesNotContain("ttl");
    }

    @Test
    void whatDoesNotFitNamesItsKeyAndLeavesNoFile() throws IOException {
        ETCD.kv().put("unfit/a", "1");
        ETCD.kv().put("unfit/b", "{");
        ETCD.kv().put(Bytes.of("unfit/c").plus(Bytes.ofHex("ff")), Bytes.of("1"));
        Ran value = export("--prefix=unfit/", "-o" + temp.resolve("dump"));
        assertThat(value.exitCode()).isEqualTo(Exit.BAD_INPUT.code());
        assertThat(value.errLines()).hasSize(1);
        assertThat(value.err()).contains("\"unfit/b\"", "not JSON", "--value-type utf8 or binary");
        Ran key = export("--prefix=unfit/", "-vutf8", "-o" + temp.resolve("dump"));
        assertThat(key.exitCode()).isEqualTo(Exit.BAD_INPUT.code());
        assertThat(key.err()).contains("\"unfit/c\\xff\" is not UTF-8", "--key-type binary");
        assertThat(files()).isEmpty();
    }

    @Test
    void filesThatCannotBeWrittenAreOneLine() throws IOException {
        ETCD.kv().put("full/a", "1");
        for (String file : List.of("/dev/full", temp + "/none/dump", temp.toString(), "/proc/dump")) {
            Ran ran = export("--prefix=full/", "-o", file);
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(Exit.FILE.code());
            assertThat(ran.errLines()).hasSize(1);
            assertThat(ran.err()).contains("cannot write", file);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aFullDiskLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(temp.resolve("dump"), "before");
        try (NewFile made = NewFile.at(file)) {
            made.out().print("half");
            made.out().flush();
            assertThat(files()).hasSize(2);
        }
        assertThat(file).content().isEqualTo("before");
        assertThat(files()).containsExactly("dump");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsOpenIsWrittenIntoAfterWhatIsThere() throws IOException {
        ETCD.kv().put("open/a", "1");
        Path file = Files.writeString(temp.resolve("all"), "before\n");
        try (OutputStream held = Files.newOutputStream(file, StandardOpenOption.APPEND);
                Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            Path open = all.filter(each -> leadsTo(each, file)).findFirst().orElseThrow();
            Path link = Files.createSymbolicLink(temp.resolve("link"), open);
            for (Path each : List.of(open, link)) {
                Ran ran = export("--prefix=open/", "-fcsv", "-vutf8", "-o" + each);
                assertThat(ran.exitCode()).as(ran.err()).isZero();
            }
            held.write('.');
        }
        assertThat(file).content().isEqualTo("before\nopen/a,1\r\nopen/a,1\r\n.");
        assertThat(files()).containsExactlyInAnyOrder("all", "link");
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aFileThatMayOnlyBeReadIsReplacedAndKeepsItsRights() throws IOException {
        ETCD.kv().put("only/a", "1");
        Path file = Files.writeString(temp.resolve("dump"), "before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertThat(export("--prefix=only/", "-fcsv", "-vutf8", "-o" + file).err())
                .isEmpty();
        assertThat(file).content().isEqualTo("only/a,1\r\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--r--r--");
        assertThat(files()).containsExactly("dump");
    }

    @Test
    void whatAKilledExportOfTheSameProcessIdLeftIsInNobodysWay() throws IOException {
        ETCD.kv().put("killed/a", "1");
        Path left = temp.resolve(".dump." + ProcessHandle.current().pid() + ".part");
        Files.writeString(left, "half");
        assertThat(export("--prefix=killed/", "-o" + temp.resolve("dump"))).isEqualTo(new Ran(0, "", "", Bytes.EMPTY));
        assertThat(files()).containsExactlyInAnyOrder("dump", left.getFileName().toString());
    }

    @Test
    void wrongUsageIsToldBeforeAnythingIsSent() {
        assertThat(Ran.of("export", "-a", "127.0.0.1:1", "-f", "xml").exitCode())
                .isEqualTo(2);
        assertThat(Ran.of("export", "-a", "127.0.0.1:1", "-k", "json").exitCode())
                .isEqualTo(2);
        assertThat(Ran.of("export", "-a", "127.0.0.1:1", "--with-leases").err()).contains("needs", "ndjson");
        assertThat(Ran.of("export", "-a", "127.0.0.1:1", "--endpoints=127.0.0.1:1")
                        .err())
                .contains("give one of them");
        assertThat(Ran.of("export", "-a", "127.0.0.1:1", "--command-timeout=300ms")
                        .exitCode())
                .isEqualTo(Exit.UNREACHABLE.code());
    }

    @Test
    void anInterruptionSaysWhatWasDone() {
        ETCD.kv().put("stop/a", "1");
        ETCD.kv().put("stop/b", "1");
        Cli cli = cli(false, new ByteArrayOutputStream());
        Export export = new Export(cli, ETCD, "stop/", 0, false);
        assertThatThrownBy(() -> export.run(new Each(() -> cli.interrupts().interrupt("INT")), "nothing was written"))
                .hasMessage("interrupted after 1 of 2 keys: nothing was written.")
                .isInstanceOfSatisfying(
                        CommandException.class, said -> assertThat(said.exit()).isEqualTo(Exit.INTERRUPTED));
    }

    @Test
    void aCompactionOnTheWayIsOneMessage() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().start();
                EtcdClient etcd = server.client()) {
            for (int i = 0; i < 300; i++) {
                etcd.kv().put("k%03d".formatted(i), "1");
            }
            Export export = new Export(cli(false, new ByteArrayOutputStream()), etcd, "", 0, false);
            Runnable compacting = () -> {
                long now = etcd.kv().put("k000", "2").header().revision();
                etcd.kv().compact(Compaction.at(now));
            };
            assertThatThrownBy(() -> export.run(new Each(compacting), "nothing was written"))
                    .hasMessage("revision 301 was compacted after 100 of 300 keys were read: nothing was written."
                            + " Run it again, or keep history for longer.");
        }
    }

    @Test
    void progressIsForTerminalsAlone() {
        ETCD.kv().put("shown/a", "1");
        for (boolean terminal : new boolean[] {true, false}) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Cli cli = cli(terminal, err);
            AtomicLong clock = new AtomicLong();
            Export export = new Export(cli, ETCD, "shown/", 0, false, clock::get);
            export.run(new Each(() -> clock.addAndGet(300_000_000)), "");
            cli.err().flush();
            String shown = err.toString(StandardCharsets.UTF_8);
            assertThat(shown.contains("1 of 1 keys [==============] 100 %"))
                    .as(shown)
                    .isEqualTo(terminal);
        }
    }

    @Test
    void progressIsNotDrawnIntoWhatIsPrintedAtTheSameTerminal() {
        for (int i = 0; i < 2; i++) {
            ETCD.kv().put("drawn/" + i, "x".repeat(1 << 16));
        }
        for (boolean terminal : new boolean[] {true, false}) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Streams streams = new Streams(
                    new ByteArrayInputStream(new byte[0]),
                    false,
                    new Out("standard output", slow(), terminal),
                    new Out("standard error", err, true));
            Cli cli = new Cli(streams, Map.of("XDG_CONFIG_HOME", "/nowhere"));
            CommandLine command = new CommandLine(new ExportCommand(cli)).setCaseInsensitiveEnumValuesAllowed(true);
            cli.given().put(Setting.ENDPOINTS, SERVER.endpoint());
            try (cli) {
                assertThat(command.execute("--prefix=drawn/", "-vutf8")).isZero();
            }
            String shown = err.toString(StandardCharsets.UTF_8);
            assertThat(shown.contains(" of 2 keys [")).as(shown).isNotEqualTo(terminal);
        }
    }

    /** Takes so long for every write that there is time to draw. */
    private static OutputStream slow() {
        return new OutputStream() {
            @Override
            public void write(int one) {
                throw new AssertionError("one byte alone");
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                long begun = System.nanoTime();
                while (System.nanoTime() - begun < 250_000_000) {
                    Thread.onSpinWait();
                }
            }
        };
    }

    private static Ran export(String... words) {
        List<String> all = new ArrayList<>(List.of("--endpoints=" + SERVER.endpoint(), "export"));
        all.addAll(Arrays.asList(words));
        return Ran.of(all.toArray(new String[0]));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static Cli cli(boolean terminal, ByteArrayOutputStream err) {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                false,
                new Out("standard output", OutputStream.nullOutputStream(), false),
                new Out("standard error", err, terminal));
        return new Cli(streams, Map.of("XDG_CONFIG_HOME", "/nowhere"));
    }

    /** Does something at the first entry, and nothing else. */
    private static final class Each implements EntryWriter {
        private final Runnable first;
        private boolean begun;

        Each(Runnable first) {
            this.first = first;
        }

        @Override
        public void write(Entry entry) {
            if (!begun) {
                begun = true;
                first.run();
            }
        }

        @Override
        public void finish() {}
    }
}
