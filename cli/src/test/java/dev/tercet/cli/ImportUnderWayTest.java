package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.spi.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can happen to an import between the comparison and its end. */
class ImportUnderWayTest {
    private static EmbeddedEtcd server;
    private static EtcdClient etcd;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

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
        server.faults().clear();
    }

    @Test
    void asksAtATerminalBeforeItDeletes() {
        etcd.kv().put("a", "1");
        etcd.kv().put("b", "2");
        assertThat(run(cli(answer("n\n", () -> {})), "{}")).isEqualTo(5);
        assertThat(err())
                .endsWith("This deletes 2 keys that the file lacks. Go on? [y/N] tercet: not confirmed, so nothing was"
                        + " changed.\n");
        assertThat(etcd.kv().get("a")).isPresent();
        assertThat(run(cli(answer("Yes\n", () -> {})), "{}")).isZero();
        assertThat(etcd.kv().get("a")).isEmpty();
    }

    @Test
    void comparedWritesLeaveAloneWhatChangedMeanwhile() {
        etcd.kv().put("changed", "1");
        etcd.kv().put("deleted", "1");
        etcd.kv().put("gone", "1");
        etcd.kv().put("touched", "1");
        InputStream meanwhile = answer("y\n", () -> {
            etcd.kv().put("changed", "9");
            etcd.kv().put("touched", "9");
            etcd.kv().delete("deleted");
            etcd.kv().put("made", "9");
        });
        int code = run(
                cli(meanwhile),
                "{\"changed\": 2, \"deleted\": 2, \"made\": 2, \"quiet\": 2}",
                "--cas",
                "--verbosity",
                "compact");
        assertThat(code).isEqualTo(8);
        assertThat(out()).isEqualTo("1 updated.\n1 deleted.\n");
        assertThat(err().lines())
                .anyMatch(line -> line.matches(".*conflict: \"changed\" had revision 2 and has revision \\d+"))
                .anyMatch(line -> line.equals("conflict: \"deleted\" had revision 3 and is gone"))
                .anyMatch(line -> line.matches("conflict: \"made\" was not there and has revision \\d+"))
                .anyMatch(line -> line.matches("conflict: \"touched\" had revision 5 and has revision \\d+"))
                .anyMatch(line -> line.startsWith("tercet: 4 keys were left alone"));
        assertThat(etcd.kv().getString("changed")).contains("9");
        assertThat(etcd.kv().getString("made")).contains("9");
        assertThat(etcd.kv().getString("quiet")).contains("2");
        assertThat(etcd.kv().get("gone")).isEmpty();
        assertThat(etcd.kv().get("touched")).isPresent();
    }

    @Test
    void aLostReplyLeavesOneTransactionInDoubtAndRunningAgainGoesOn() {
        server.faults().add(Fault.replyLost().on("Txn").after(2).times(1));
        String[] options = {"--cas", "--max-txn-ops", "10", "--in-flight", "1"};
        int code = run(cli(InputStream.nullInputStream()), keys(50), options);
        assertThat(code).isEqualTo(7);
        assertThat(err())
                .contains("2 of 5 transactions are done (20 keys updated, 0 deleted), 1 may or may not be, 2 are not."
                        + " Run it again: it compares anew and goes on from there.");
        assertThat(run(cli(InputStream.nullInputStream()), keys(50), "--verbosity", "compact"))
                .isZero();
        // What was in doubt was done.
        assertThat(out()).endsWith("20 updated.\n0 deleted.\n");
    }

    @Test
    void withoutComparesALostReplyIsNoTrouble() {
        server.faults().add(Fault.replyLost().on("Txn").after(2).times(1));
        assertThat(run(cli(InputStream.nullInputStream()), keys(50), "--max-txn-ops", "10"))
                .isZero();
        assertThat(etcd.kv().get(Get.all().countOnly()).count()).isEqualTo(50);
    }

    @Test
    void aServerThatRefusesLeavesEverythingAsItWas() {
        server.faults()
                .add(Fault.error(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded")
                        .on("Txn"));
        assertThat(run(cli(InputStream.nullInputStream()), keys(5))).isEqualTo(1);
        assertThat(err()).contains("database space exceeded").endsWith("\nNothing was changed.\n");
    }

    @Test
    void aServerThatTakesFewerAtOnceIsSaidSo() {
        // An embedded server takes 128, as etcd does.
        assertThat(run(cli(InputStream.nullInputStream()), keys(150), "--max-txn-ops", "150"))
                .isEqualTo(1);
        assertThat(err())
                .endsWith("\nNothing was changed. This server takes fewer: say how many with --max-txn-ops.\n");
    }

    @Test
    void aLeaseThatIsNotGrantedLeavesNoDoubt() {
        long lease = etcd.leases().grant(Duration.ofSeconds(60)).id();
        etcd.kv().put(Put.of("a", "1").withLease(lease));
        String exported = Ran.of("export", "-f", "ndjson", "--with-leases", "-a", server.endpoint())
                .out();
        etcd.leases().revoke(lease);
        server.faults().add(Fault.replyLost().on("LeaseGrant"));
        assertThat(run(cli(InputStream.nullInputStream()), exported, "-f", "ndjson", "--with-leases"))
                .isEqualTo(7);
        assertThat(err()).endsWith("\nNothing was changed.\n");
    }

    @Test
    void whereTheDifferenceCannotGoNothingIsChanged() {
        assertThat(run(cli(InputStream.nullInputStream()), keys(3), "--verbosity", "verbose", "-o", "/no/such/file"))
                .isEqualTo(6);
        assertThat(err()).contains("cannot write /no/such/file");
        assertThat(etcd.kv().get("k0")).isEmpty();
    }

    @Test
    void aDifferenceThatCannotBeWrittenAfterwardsDoesNotHideTheImport() {
        assertThat(run(cli(InputStream.nullInputStream()), keys(3), "--verbosity", "verbose", "-o", "/dev/full"))
                .isEqualTo(6);
        assertThat(err())
                .contains("cannot write to /dev/full: ")
                .endsWith("\nThe import itself is done: 3 keys updated, 0 deleted.\n");
        assertThat(etcd.kv().get("k0")).isPresent();
    }

    @Test
    void whatWasLeftAloneIsNotInTheDifference() {
        etcd.kv().put("changed", "1");
        etcd.kv().put("deleted", "1");
        etcd.kv().put("gone", "1");
        InputStream meanwhile = answer("y\n", () -> {
            etcd.kv().put("changed", "9");
            etcd.kv().put("deleted", "9");
        });
        assertThat(run(cli(meanwhile), "{\"changed\": 2, \"made\": 2}", "--cas", "--verbosity", "verbose"))
                .isEqualTo(8);
        assertThat(out())
                .isEqualTo("{\n    \"to_delete\": [\n        \"gone\"\n    ],\n    \"to_update\": {\n"
                        + "        \"made\": 2\n    }\n}\n\n");
    }

    @Test
    void aServerThatIsGoneIsNotReached() {
        server.faults().add(Fault.unavailable().on("Range"));
        assertThat(run(cli(InputStream.nullInputStream()), keys(5), "--command-timeout", "300ms"))
                .isEqualTo(7);
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void anInterruptStopsItAfterWhatIsUnderWay() {
        Cli cli = cli(InputStream.nullInputStream());
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> run(cli, keys(1000), "--rate", "20", "--max-txn-ops", "1"));
        await().until(() -> etcd.kv().get(Get.all().countOnly()).count() >= 2);
        cli.interrupts().interrupt("INT");
        assertThat(code.join()).isEqualTo(5);
        long done = etcd.kv().get(Get.all().countOnly()).count();
        assertThat(done).isLessThan(1000);
        assertThat(err())
                .contains("tercet: interrupted (INT).\n" + done + " of 1000 transactions are done (" + done
                        + " keys updated, 0 deleted), " + (1000 - done) + " are not. Run it again");
    }

    @Test
    void anInterruptBeforeAnythingIsChangedSaysSo() {
        etcd.kv().put("a", "1");
        Cli[] asking = new Cli[1];
        asking[0] = cli(answer("{\"b\": 1}", () -> asking[0].interrupts().interrupt("INT")));
        assertThat(Tercet.run(asking[0], "import", "-", "--yes", "--endpoints", server.endpoint()))
                .isEqualTo(5);
        assertThat(err()).endsWith("tercet: interrupted (INT). Nothing was changed.\n");
        assertThat(etcd.kv().get("a")).isPresent();
        assertThat(etcd.kv().get("b")).isEmpty();
    }

    @Test
    void anInterruptAtTheQuestionEndsItAndLeavesNoFile() throws IOException {
        etcd.kv().put("a", "1");
        CountDownLatch never = new CountDownLatch(1);
        Cli cli = cli(new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    never.await();
                    return -1;
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        });
        String difference = directory.resolve("difference").toString();
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> run(cli, "{}", "--verbosity", "verbose", "-o", difference));
        await().until(() -> err().endsWith("[y/N] "));
        cli.interrupts().interrupt("INT");
        assertThat(code.join()).isEqualTo(5);
        assertThat(err()).endsWith("[y/N] \ntercet: interrupted (INT). Nothing was changed.\n");
        assertThat(etcd.kv().get("a")).isPresent();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(each -> each.getFileName().toString())).containsExactly("file");
        }
    }

    @Test
    void aTerminalIsShownHowFarItIs() {
        assertThat(run(cli(InputStream.nullInputStream()), keys(10), "--rate", "20", "--max-txn-ops", "1"))
                .isZero();
        assertThat(err()).contains("\r\u001b[K").containsPattern("\\d of 10 keys \\[=* *\\] \\d+ %, \\d+/s");
        assertThat(err()).endsWith("\r\u001b[K10 updated, 0 deleted.\n");
    }

    @Test
    void aTerminalIsShownNothingIfNothingIsWanted() {
        String[] options = {"--rate", "20", "--max-txn-ops", "1", "--verbosity", "silent"};
        assertThat(run(cli(InputStream.nullInputStream()), keys(10), options)).isZero();
        assertThat(err()).isEmpty();
        assertThat(out()).isEmpty();
    }

    private Cli cli(InputStream in) {
        Streams streams =
                new Streams(in, true, new Out("standard output", out, true), new Out("standard error", err, true));
        return new Cli(streams, Map.of("XDG_CONFIG_HOME", "/nowhere"));
    }

    private int run(Cli cli, String content, String... options) {
        List<String> words = new ArrayList<>(List.of("import", file(content), "--endpoints", server.endpoint()));
        words.addAll(Arrays.asList(options));
        return Tercet.run(cli, words.toArray(String[]::new));
    }

    private String file(String content) {
        try {
            return Files.writeString(directory.resolve("file"), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Does something once it is read, and then gives the answer. */
    private static InputStream answer(String text, Runnable first) {
        InputStream trigger = new InputStream() {
            @Override
            public int read() {
                first.run();
                return -1;
            }
        };
        return new SequenceInputStream(trigger, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
