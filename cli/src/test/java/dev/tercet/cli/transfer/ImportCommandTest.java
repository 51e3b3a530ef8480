package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.cli.connect.Home;
import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseGrant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ImportCommandTest {
    private static EmbeddedEtcd server;
    private static EtcdClient etcd;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = EmbeddedEtcd.builder().port(0).start();
        etcd = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.reset();
    }

    @Test
    void makesTheStoreAMirrorOfTheFileAndSaysNothing() throws IOException {
        put("gone", "1", "other", "2", "same", "{\"a\":1}");
        Ran ran = run("{\"new\": [1, 2], \"other\": \"text\", \"same\": {\"a\": 1}}", "--yes");
        assertThat(ran).isEqualTo(ran(0, "", ""));
        assertThat(store()).containsOnlyKeys("new", "other", "same").containsEntry("other", "\"text\"");
        // JSON is compared by what it says: what has another layout alone is left as it was.
        assertThat(store()).containsEntry("same", "{\"a\":1}");
    }

    @Test
    void compactSaysHowMany() throws IOException {
        put("gone", "1", "other", "2");
        assertThat(run("{\"a\": 1, \"other\": 3}", "--yes", "--verbosity", "compact"))
                .isEqualTo(ran(0, "2 updated.\n1 deleted.\n", ""));
        assertThat(run("{\"a\": 1, \"other\": 3}", "--verbosity", "compact"))
                .isEqualTo(ran(0, "0 updated.\n0 deleted.\n", ""));
    }

    /** At a terminal, on standard error: what goes to standard output is as in the original. */
    @ParameterizedTest
    @CsvSource({"true,'','1 updated, 1 deleted.\n'", "true,--verbosity=silent,''", "false,'',''"})
    void whoSitsThereIsToldHowMany(boolean terminal, String option, String told) throws IOException {
        put("gone", "1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                false,
                new Out("standard output", out, false),
                new Out("standard error", err, terminal));
        Path file = Files.writeString(directory.resolve("told.json"), "{\"a\": 1}");
        try (Cli cli = new Cli(streams, Map.of("XDG_CONFIG_HOME", "/nowhere"))) {
            cli.given().put(Setting.ENDPOINTS, server.endpoint());
            CommandLine command = new CommandLine(new ImportCommand(cli)).setCaseInsensitiveEnumValuesAllowed(true);
            String[] words = Stream.of(file.toString(), "--yes", option)
                    .filter(word -> !word.isEmpty())
                    .toArray(String[]::new);
            assertThat(command.execute(words)).isZero();
            cli.out().flush();
            cli.err().flush();
        }
        assertThat(out.size()).isZero();
        // On a busy machine it shows for a moment how far it is.
        String left = err.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*\u001b\\[K", "");
        assertThat(left).isEqualTo(told);
    }

    @Test
    void verboseShowsTheDifference() throws IOException {
        put("gone", "1", "\u00e9", "2");
        Ran ran = run("{\"b\": {\"z\": [1], \"a\": {}}, \"a\": \"x\\ny\"}", "--yes", "--verbosity", "verbose");
        assertThat(ran).isEqualTo(ran(0, """
                                {
                                    "to_delete": [
                                        "gone",
                                        "\u00e9"
                                    ],
                                    "to_update": {
                                        "a": "x\\ny",
                                        "b": {
                                            "a": {},
                                            "z": [
                                                1
                                            ]
                                        }
                                    }
                                }

                                """, ""));
        assertThat(store()).containsOnlyKeys("a", "b");
    }

    @Test
    void aDryRunShowsItAndChangesNothing() throws IOException {
        put("gone", "1");
        Ran ran = run("{}", "--dry-run");
        assertThat(ran)
                .isEqualTo(
                        ran(0, "{\n    \"to_delete\": [\n        \"gone\"\n    ],\n    \"to_update\": {}\n}\n\n", ""));
        assertThat(store()).containsOnlyKeys("gone");
    }

    @Test
    void theDifferenceCanGoIntoAFile() throws IOException {
        Path difference = directory.resolve("difference");
        assertThat(run("{\"a\": 1}", "-d", "-o", difference.toString())).isEqualTo(ran(0, "", ""));
        assertThat(difference)
                .hasContent("{\n    \"to_delete\": [],\n    \"to_update\": {\n        \"a\": 1\n    }\n}");
        assertThat(Files.readString(difference)).endsWith("}");
    }

    @Test
    void binaryIsShownInBase64() throws IOException {
        put("gone", "1");
        Ran ran = run("{\"Zm9v\": \"YmFy\"}", "-d", "-k", "binary", "-v", "binary");
        assertThat(ran.out())
                .isEqualTo(
                        "{\n    \"to_delete\": [\n        \"Z29uZQ==\"\n    ],\n    \"to_update\": {\n        \"Zm9v\": \"YmFy\"\n    }\n}\n\n");
    }

    @Test
    void binaryIsComparedDecoded() throws IOException {
        put("foo", "bar");
        assertThat(run("{\"Zm9v\": \"YmFy\"}", "-k", "binary", "-v", "binary", "--verbosity", "compact"))
                .isEqualTo(ran(0, "0 updated.\n0 deleted.\n", ""));
    }

    @Test
    void deletesNothingThatNobodyAgreedTo() throws IOException {
        put("gone", "1");
        Ran ran = run("{\"a\": 1}");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errLines())
                .containsExactly(
                        "tercet: this would delete 1 key that the file lacks, so nothing was changed.",
                        "Say --yes to delete, --no-delete to keep, or --dry-run to see.");
        assertThat(store()).containsOnlyKeys("gone");
    }

    @Test
    void withoutDeletesItOnlyAdds() throws IOException {
        put("kept", "not JSON", "other", "not JSON either");
        assertThat(run("{\"a\": 1, \"other\": 2}", "--no-delete", "--verbosity", "compact")
                        .out())
                .isEqualTo("2 updated.\n0 deleted.\n");
        assertThat(store()).containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "kept", "not JSON", "other", "2"));
    }

    @Test
    void aPrefixLimitsBothSides() throws IOException {
        put("a/1", "1", "a/2", "2", "b/1", "not JSON");
        Ran ran = run("{\"a/1\": 3, \"c\": 4}", "--prefix", "a/", "--yes", "--verbosity", "compact");
        assertThat(ran.out()).isEqualTo("1 updated.\n1 deleted.\n");
        assertThat(store()).containsExactlyInAnyOrderEntriesOf(Map.of("a/1", "3", "b/1", "not JSON"));
    }

    @Test
    void keysCanBeRewritten() throws IOException {
        put("b/9", "9");
        Ran ran = run("{\"a/1\": 1, \"x\": 2}", "--rewrite", "a/=b/", "--prefix", "b/", "--yes");
        assertThat(ran.exitCode()).isZero();
        assertThat(store()).containsExactlyInAnyOrderEntriesOf(Map.of("b/1", "1"));
    }

    @Test
    void twoKeysDoNotBecomeOne() throws IOException {
        Ran ran = run("{\"a/1\": 1, \"b/1\": 2}", "--rewrite", "a/=b/");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("\"b/1\"", "--rewrite");
        assertThat(store()).isEmpty();
    }

    @Test
    void aMissingFileIsToldAsTheOriginalDoes() {
        Ran ran = Ran.of("import", "/no/such/file", "--endpoints", server.endpoint());
        assertThat(ran).isEqualTo(ran(1, "Error: Input file /no/such/file does not exist.\n", ""));
        assertThat(Ran.of("import", "~/no such file").out())
                .isEqualTo("Error: Input file " + Home.of(System.getenv()) + "/no such file does not exist.\n");
    }

    @Test
    void aDirectoryIsNoFile() {
        Ran ran = Ran.of("import", directory.toString(), "--endpoints", server.endpoint());
        assertThat(ran.exitCode()).isEqualTo(6);
        assertThat(ran.errLines()).hasSize(1).allMatch(line -> line.contains("cannot read " + directory));
    }

    @Test
    void readsStandardInput() {
        Ran ran = Ran.with(Map.of(), "k,v\r\n", "import", "-", "-f", "csv", "-v", "utf8", "-a", server.endpoint());
        assertThat(ran).isEqualTo(ran(0, "", ""));
        assertThat(store()).containsEntry("k", "v");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [1]                     | json | utf8
                    {"a": 1                 | json | utf8
                    {"a": 1, "b": "a} | json | utf8
                    {"": 1}                 | json | utf8
                    {"a": 1, "?": 2}        | json | binary
                    """)
    void whatMakesNoSenseStopsBeforeAnythingIsChanged(String file, String format, String keys) throws IOException {
        put("gone", "1");
        Ran ran = run(file, "-f", format, "-k", keys, "--yes");
        assertThat(ran.exitCode()).as(ran.toString()).isEqualTo(3);
        assertThat(ran.errLines()).hasSizeBetween(1, 2);
        assertThat(store()).containsOnlyKeys("gone");
    }

    @Test
    void aStoreThatDoesNotFitTheTypesIsLeftAlone() throws IOException {
        put("no-json", "{");
        Ran ran = run("{\"a\": 1}", "--yes");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("no-json", "Nothing was changed");
        assertThat(ran.errLines()).hasSize(2);
        assertThat(store()).containsOnlyKeys("no-json");
    }

    @Test
    void largeImportsGoInSeveralTransactions() throws IOException {
        String file = IntStream.range(0, 300)
                .mapToObj(i -> "\"k" + i + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
        Ran ran = run(file, "--verbosity", "compact");
        assertThat(ran.out()).isEqualTo("300 updated.\n0 deleted.\n");
        assertThat(ran.err())
                .isEqualTo("300 changes in 3 transactions: each is done whole or not at all, all of them together are"
                        + " not.\n");
        assertThat(etcd.kv().get("k299").orElseThrow().modRevision()).isLessThanOrEqualTo(4);
        assertThat(store()).hasSize(300);
    }

    @Test
    void thatTheyAreSeveralIsSaidUnlessNothingIsToBe() throws IOException {
        assertThat(run("{\"a\": 1, \"b\": 1}", "--yes", "--max-txn-ops", "1"))
                .isEqualTo(ran(
                        0,
                        "",
                        "2 changes in 2 transactions: each is done whole or not at all, all of them together"
                                + " are not.\n"));
        assertThat(run("{\"a\": 2, \"b\": 2}", "--yes", "--max-txn-ops", "1", "--verbosity", "silent"))
                .isEqualTo(ran(0, "", ""));
    }

    @Test
    void theLastOfDuplicatesCounts() throws IOException {
        assertThat(run("k,1\r\nk,2\r\n", "-f", "csv").err())
                .matches("tercet: warning: .* has \"k\" more than once: what stands last counts\\.\n");
        assertThat(run("k,1\r\nl,1\r\nk,2\r\nl,2\r\nk,2\r\n", "-f", "csv").err())
                .contains(" has \"k\" and another key more than once: ");
        assertThat(run("k,1\r\nk,2\r\n", "-f", "csv", "--yes", "--verbosity", "silent")
                        .err())
                .isEmpty();
        assertThat(store()).containsEntry("k", "2");
    }

    @Test
    void leasesAreMadeAnewWithWhatWasLeft() throws IOException {
        LeaseGrant lease = etcd.leases().grant(Duration.ofSeconds(100));
        etcd.kv().put(Put.of("a", "1").withLease(lease.id()));
        etcd.kv().put(Put.of("b", "2").withLease(lease.id()));
        etcd.kv().put("c", "3");
        Path file = directory.resolve("leases");
        Ran export = Ran.of(
                "export", "-f", "ndjson", "-o", file.toString(), "--with-leases", "--endpoints", server.endpoint());
        assertThat(export.exitCode()).as(export.toString()).isZero();
        etcd.leases().revoke(lease.id());
        Ran ran = Ran.of("import", file.toString(), "-f", "ndjson", "--with-leases", "-a", server.endpoint());
        assertThat(ran).isEqualTo(ran(0, "", ""));
        long renewed = etcd.kv().get("a").orElseThrow().lease();
        assertThat(renewed).isNotZero().isNotEqualTo(lease.id());
        assertThat(etcd.kv().get("b").orElseThrow().lease()).isEqualTo(renewed);
        assertThat(etcd.kv().get("c").orElseThrow().lease()).isZero();
        assertThat(etcd.leases().status(renewed).granted()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
        Ran again = Ran.of(
                "import",
                file.toString(),
                "-f",
                "ndjson",
                "--with-leases",
                "-a",
                server.endpoint(),
                "--verbosity",
                "compact");
        assertThat(again.out()).isEqualTo("0 updated.\n0 deleted.\n");
        assertThat(etcd.leases().list()).containsExactly(renewed);
    }

    @Test
    void withoutLeasesKeysArePermanentAlsoIfTheirValueIsTheSame() throws IOException {
        LeaseGrant lease = etcd.leases().grant(Duration.ofSeconds(100));
        etcd.kv().put(Put.of("leased", "1").withLease(lease.id()));
        put("permanent", "2");
        String file = "{\"leased\": 1, \"permanent\": 2}";
        assertThat(run(file, "--verbosity", "compact")).isEqualTo(ran(0, "1 updated.\n0 deleted.\n", ""));
        assertThat(etcd.kv().get("leased").orElseThrow().lease()).isZero();
        assertThat(run(file, "--verbosity", "compact").out()).isEqualTo("0 updated.\n0 deleted.\n");
    }

    @Test
    void anExportThatWasCutShortIsNotImported() throws IOException {
        put("a", "1", "b", "2");
        String whole = Ran.of("export", "-f", "ndjson", "-a", server.endpoint()).out();
        String cut = whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1);
        put("c", "3");
        Ran ran = run(cut, "-f", "ndjson", "--yes");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.errLines()).hasSize(1);
        assertThat(store()).containsOnlyKeys("a", "b", "c");
        assertThat(run(whole, "-f", "ndjson", "--yes")).isEqualTo(ran(0, "", ""));
        assertThat(store()).containsOnlyKeys("a", "b");
    }

    @Test
    void aDifferenceWithoutTypesIsTextIfItCanBe() throws IOException {
        put("a", "no JSON");
        String text = Ran.of("export", "-f", "ndjson", "-a", server.endpoint()).out();
        etcd.kv().put(Bytes.of("a"), Bytes.ofHex("ff00"));
        String binary =
                Ran.of("export", "-f", "ndjson", "-a", server.endpoint()).out();
        put("a", "else");
        assertThat(run(text, "-f", "ndjson", "-d").out()).contains("\"a\": \"no JSON\"");
        assertThat(run(binary, "-f", "ndjson", "-d").out()).contains("\"a\": \"/wA=\"");
    }

    @Test
    void leasesNeedAFormatThatHasThem() throws IOException {
        Ran ran = run("{}", "--with-leases");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("--with-leases", "ndjson");
    }

    @Test
    void itsVersionIsThatOfTheProgram() {
        assertThat(Ran.of("import", "--version")).isEqualTo(Ran.of("--version"));
    }

    @ParameterizedTest
    @CsvSource({"--verbosity,loud", "-f,xml", "-k,int", "--rewrite,ab", "--max-txn-ops,0"})
    void badChoicesAreWrongUsage(String option, String value) throws IOException {
        Ran ran = run("{}", option, value);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains(option).contains("Try 'tercet import --help'.");
    }

    private Ran run(String content, String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), content);
        List<String> words = new ArrayList<>(List.of("import", file.toString(), "--endpoints", server.endpoint()));
        words.addAll(Arrays.asList(options));
        return Ran.of(words.toArray(String[]::new));
    }

    private static Ran ran(int exitCode, String out, String err) {
        return new Ran(exitCode, out, err, Bytes.of(out));
    }

    private static void put(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            etcd.kv().put(pairs[i], pairs[i + 1]);
        }
    }

    private static Map<String, String> store() {
        Map<String, String> found = new TreeMap<>();
        etcd.kv().get(Get.all()).forEach(kv -> found.put(kv.keyText(), kv.valueText()));
        return found;
    }
}
