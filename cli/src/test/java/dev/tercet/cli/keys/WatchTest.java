package dev.tercet.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.cli.BesideEtcdctl;
import dev.tercet.cli.Ran;
import dev.tercet.cli.Running;
import dev.tercet.kv.Bytes;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.proxy.FaultProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code watch} beside etcdctl, and in what etcdctl has not. */
class WatchTest {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();
    private static final String HERE = "--endpoints=" + BOTH.etcd().endpoint(0);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"simple", "simple --hex", "fields", "json"})
    void showsWhatEtcdctlShows(String format) throws IOException {
        BOTH.etcdctl("put", "watch/a", "1");
        BOTH.etcdctlReading(Bytes.ofHex("ff000a"), "put", "watch/b");
        BOTH.etcdctl("put", "watch/c", "");
        // One revision, so that it is one message however late the watch comes.
        BOTH.etcdctlReading(
                Bytes.of("\n\nput watch/a 2\nput watch/new \"\\x00\"\ndel watch/b\ndel watch/c\n\n"), "txn");
        long revision = revision();
        for (String previous : List.of("--prev-kv", "--prev-kv=false")) {
            List<String> words = new ArrayList<>(List.of(HERE, "watch", "watch/", "--prefix", previous, "-w"));
            words.addAll(List.of(format.split(" ")));
            words.addAll(List.of("--rev", Long.toString(revision)));
            Path theirs = folder.resolve("out" + previous);
            Process process = EtcdBinaries.find("3.5").startEtcdctl(words, theirs, folder.resolve("err" + previous));
            Running ours = Running.of(words.toArray(new String[0]));
            try {
                await().untilAsserted(() -> assertThat(ours.exactOut())
                        .isNotEmpty()
                        .isEqualTo(Files.readString(theirs, StandardCharsets.ISO_8859_1)));
            } finally {
                process.destroyForcibly();
                ours.interrupt("INT");
            }
            assertThat(ours.exitCode()).isEqualTo(130);
            assertThat(ours.err()).isEmpty();
        }
    }

    private static long revision() {
        String json = BOTH.etcdctl("get", "none", "-w", "json").out();
        return Long.parseLong(json.replaceAll(".*\"revision\":(\\d+).*\n", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "fields", "json"})
    void historyThatIsGoneEndsIt(String format) {
        BOTH.etcdctl("put", "watch-c", "1");
        BOTH.etcdctl("compaction", Long.toString(revision()));
        Ran ran = BOTH.same("watch", "watch-c", "--rev", "1", "-w", format);
        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.err()).contains("compacted", "tercet: the watch is canceled by the server");
    }

    /** Unlike etcdctl, which shows what came in one message of the server under one header. */
    @Test
    void eachRevisionIsAnAnswerOfItsOwn() {
        BOTH.etcdctl("put", "watch-rev", "1");
        long revision = revision();
        BOTH.etcdctl("put", "watch-rev", "2");
        Running watch = Running.of(HERE, "watch", "watch-rev", "--rev", Long.toString(revision), "-w", "json");
        await().untilAsserted(() -> assertThat(watch.out().lines()).hasSize(2));
        watch.interrupt("INT");
        assertThat(watch.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"revision\":" + revision + ","),
                        line -> assertThat(line).contains("\"revision\":" + (revision + 1) + ","));
    }

    @Test
    void takesLinesOfADialogue() {
        Running watch = Running.of(HERE, "watch", "-i");
        watch.type("watch watch-i/ --prefix --prev-kv");
        watch.type("foo");
        watch.type("");
        watch.type("watch");
        watch.type("watch a --bogus");
        watch.type("watch 'a");
        watch.type("progress");
        await().untilAsserted(() -> assertThat(watch.out()).matches("progress notify: \\d+\n"));
        BOTH.etcdctl("put", "watch-i/k", "v");
        await().untilAsserted(() -> assertThat(watch.out()).endsWith("PUT\nwatch-i/k\nv\n"));
        watch.type("cancel");
        watch.type("watch watch-i2 -- false");
        watch.type("bar");
        await().untilAsserted(() -> assertThat(watch.err()).contains("bar"));
        BOTH.etcdctl("put", "watch-i/k", "w");
        BOTH.etcdctl("put", "watch-i2", "x");
        await().untilAsserted(() -> assertThat(watch.out()).endsWith("v\nPUT\nwatch-i2\nx\n"));
        await().untilAsserted(() -> assertThat(watch.err()).contains("[false]"));
        watch.endInput();
        assertThat(watch.exitCode()).isZero();
        assertThat(watch.err().lines())
                .hasSize(7)
                .allMatch(line -> line.startsWith("Invalid command ")
                        || line.equals("tercet: command [false] ended with exit code 1"))
                .first()
                .isEqualTo("Invalid command foo (watch, progress and cancel supported)");
    }

    @Test
    void runsACommandForEachEvent() throws IOException {
        BOTH.etcdctl("put", "watch-x", "a\"b\n");
        long revision = revision();
        BOTH.etcdctl("del", "watch-x");
        Path seen = folder.resolve("seen");
        String command = "printf '%s %s %s %s %s\\n' $ETCD_WATCH_REVISION $ETCD_WATCH_EVENT_TYPE $ETCD_WATCH_KEY"
                + " \"$ETCD_WATCH_VALUE\" $1 >> "
                + seen + "; test $ETCD_WATCH_EVENT_TYPE = '\"PUT\"'";
        Running watch = Running.with(
                Map.of("ETCDCTL_WATCH_KEY", "watch-x"),
                HERE,
                "watch",
                "--rev",
                Long.toString(revision),
                "--",
                "sh",
                "-c",
                command,
                "sh",
                "--rev");
        assertThat(watch.exitCode()).isEqualTo(1);
        assertThat(watch.err()).contains("ended with exit code 1");
        assertThat(watch.out()).isEqualTo("PUT\nwatch-x\na\"b\n\nDELETE\nwatch-x\n\n");
        assertThat(Files.readString(seen))
                .isEqualTo(revision + " \"PUT\" \"watch-x\" \"a\\\"b\\n\" --rev\n" + (revision + 1)
                        + " \"DELETE\" \"watch-x\" \"\" --rev\n");
    }

    @Test
    void showsRows() {
        BOTH.etcdctl("put", "watch-r", "1");
        String revision = Long.toString(revision());
        BOTH.etcdctl("del", "watch-r");
        Running rows = Running.of(HERE, "watch", "watch-r", "--rev", revision, "--prev-kv", "-o", "ndjson");
        await().untilAsserted(() -> assertThat(rows.out().lines()).hasSize(2));
        rows.interrupt("TERM");
        assertThat(rows.exitCode()).isEqualTo(143);
        assertThat(rows.out())
                .startsWith("{\"type\":\"put\",\"key\":\"watch-r\",\"value\":\"1\",")
                .contains("{\"type\":\"delete\",\"key\":\"watch-r\",\"mod_revision\":")
                .endsWith("\"prev_value\":\"1\",\"prev_mod_revision\":" + revision + "}\n");
        Running csv = Running.of(HERE, "watch", "watch-r", "--rev", revision, "-o", "csv");
        await().untilAsserted(() -> assertThat(csv.out().lines()).hasSize(3));
        csv.interrupt("INT");
        assertThat(csv.out()).startsWith("type,key,value,create_revision,mod_revision,version,lease,base64\r\nput,");
        assertThat(csv.exitCode()).isEqualTo(130);
    }

    @Test
    void outlivesAConnectionAndSaysSo() {
        try (FaultProxy proxy = FaultProxy.inFrontOf(BOTH.etcd().endpoint(0))) {
            Running watch = Running.of("--endpoints=" + proxy.endpoint(), "watch", "watch-o");
            await().untilAsserted(() -> {
                BOTH.etcd().etcdctl("put", "watch-o", "1");
                assertThat(watch.out()).isNotEmpty();
            });
            proxy.refuse();
            proxy.cut();
            await().untilAsserted(() -> assertThat(watch.err()).contains("interrupted"));
            BOTH.etcd().etcdctl("put", "watch-o", "2");
            proxy.restore();
            await().untilAsserted(() -> assertThat(watch.out()).endsWith("PUT\nwatch-o\n2\n"));
            assertThat(watch.err().lines()).hasSize(2).element(1).asString().contains("goes on, from revision ");
            watch.interrupt("INT");
            assertThat(watch.exitCode()).isEqualTo(130);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',2,which key",
        "a b --prefix,2,--prefix",
        "a --,2,command",
        "-- echo,2,which key",
        "a b c,2,3 words",
        "b a,2,not after",
        "a --rev -1,2,negative",
        "a -w table,4,table"
    })
    void whatMakesNoSense(String words, int code, String why) {
        List<String> line = new ArrayList<>(List.of("watch"));
        line.addAll(List.of(words.split(" ")));
        line.removeIf(String::isEmpty);
        Ran ran = BOTH.tercet(line.toArray(new String[0]));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(code);
        assertThat(ran.err()).contains(why);
    }

    @Test
    void ctrlCThatReachesItsCommandTooIsItsEnd() throws IOException {
        Running watch = Running.of(
                HERE,
                "watch",
                "watch-int",
                "--",
                "sh",
                "-c",
                "cd " + folder + "; : > open; while [ ! -e done ]; do sleep 0.02; done; exit 130");
        await().untilAsserted(() -> {
            BOTH.etcd().etcdctl("put", "watch-int", "1");
            assertThat(folder.resolve("open")).exists();
        });
        watch.interrupt("INT");
        Files.createFile(folder.resolve("done"));
        assertThat(watch.exitCode()).isEqualTo(130);
        assertThat(watch.err()).isEmpty();
    }

    @Test
    void aLineThatFailsEndsNoDialogue() {
        try (FaultProxy proxy = FaultProxy.inFrontOf(BOTH.etcd().endpoint(0))) {
            Running watch = Running.of(
                    "--endpoints=" + proxy.endpoint(), "--command-timeout=300ms", "watch", "-i", "-w", "json");
            proxy.refuse();
            watch.type("watch watch-f");
            await().untilAsserted(() -> assertThat(watch.err()).startsWith("Invalid command watch watch-f ("));
            proxy.restore();
            await().untilAsserted(() -> {
                watch.type("watch watch-f");
                watch.type("progress");
                assertThat(watch.out()).contains("progress notify");
            });
            watch.endInput();
            assertThat(watch.exitCode()).isZero();
        }
    }

    @Test
    void theKeyIsSaidOnce() {
        assertThat(Ran.with(Map.of("ETCDCTL_WATCH_KEY", "x"), "", "watch", "a").err())
                .contains("said twice");
        assertThat(Ran.with(Map.of("ETCDCTL_WATCH_RANGE_END", "x"), "", "watch", "a")
                        .err())
                .contains("is empty");
    }
}
