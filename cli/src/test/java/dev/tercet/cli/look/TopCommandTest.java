package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.cli.Ran;
import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.embedded.EmbeddedEtcd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ROW =
            "\\{\"type\":\"(all|directory|key)\",\"path\":\"app/(a/(x)?)?\",\"puts\":%s,\"deletes\":0,.*";

    @Test
    void seesWhatIsWritten() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start();
                EtcdClient etcd = server.client();
                Cli cli = cli(server, out)) {
            CompletableFuture<Integer> top = CompletableFuture.supplyAsync(
                    () -> new CommandLine(new TopCommand(cli)).execute("app/", "--interval", "200ms"));
            try {
                // The watch sees what comes after it is there, and nobody says when that is.
                await().atMost(LONG).until(() -> {
                    etcd.kv().put("app/a/x", "v");
                    etcd.kv().put("other", "v");
                    return top.isDone() || said(out).contains("\"key\"");
                });
            } finally {
                cli.interrupts().interrupt("INT");
            }
            await().atMost(LONG).until(top::isDone);
            assertThat(top.join()).as(said(out)).isZero();
        }
        List<String> lines = said(out).lines().toList();
        assertThat(lines).allMatch(line -> line.matches(ROW.formatted("\\d+")));
        assertThat(lines.stream()
                        .filter(line -> line.matches(ROW.formatted("[1-9]\\d*")))
                        .map(line -> line.replaceAll(",\"puts.*", "")))
                .contains(
                        "{\"type\":\"all\",\"path\":\"app/\"",
                        "{\"type\":\"directory\",\"path\":\"app/a/\"",
                        "{\"type\":\"key\",\"path\":\"app/a/x\"");
    }

    private static Cli cli(EmbeddedEtcd server, ByteArrayOutputStream out) {
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                false,
                new Out("standard output", out, false),
                new Out("standard error", OutputStream.nullOutputStream(), false));
        return new Cli(
                streams,
                Map.of(
                        "ETCDCTL_ENDPOINTS",
                        server.endpoint(),
                        "ETCDCTL_OUTPUT",
                        "ndjson",
                        "XDG_CONFIG_HOME",
                        "/nowhere"));
    }

    private static String said(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalHasAPageAndIsLeftAsItWas() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                true,
                new Out("standard output", out, true),
                new Out("standard error", OutputStream.nullOutputStream(), true));
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start();
                Cli cli = new Cli(
                        streams,
                        Map.of(
                                "ETCDCTL_ENDPOINTS",
                                server.endpoint(),
                                "NO_COLOR",
                                "1",
                                "XDG_CONFIG_HOME",
                                "/nowhere"))) {
            CompletableFuture<Integer> top = CompletableFuture.supplyAsync(
                    () -> new CommandLine(new TopCommand(cli)).execute("--interval", "50ms"));
            try {
                await().atMost(LONG).until(() -> top.isDone() || said(out).contains("BYTES/S  KEY"));
            } finally {
                cli.interrupts().interrupt("INT");
            }
            await().atMost(LONG).until(top::isDone);
            assertThat(top.join()).as(said(out)).isZero();
        }
        assertThat(said(out))
                .startsWith("\u001b[?1049h\u001b[?25l\u001b[H0.0 puts/s, 0.0 deletes/s, 0 B/s\u001b[K\n")
                .contains("    PUTS/S  DELETES/S    BYTES/S  DIRECTORY\u001b[K\n")
                .endsWith("\u001b[J\u001b[?25h\u001b[?1049l");
    }

    @Test
    void onceIsOnce() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start()) {
            Ran ran = At.embedded(server).run("top", "app/", "--once", "--interval", "10ms", "-o", "ndjson");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.out().lines()).singleElement().asString().matches(ROW.formatted("0"));
        }
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() {
        assertThat(Ran.of("top", "--limit", "0").exitCode()).isEqualTo(2);
        assertThat(Ran.of("top", "--interval", "soon").exitCode()).isEqualTo(2);
        assertThat(Ran.of("top", "-w", "table").exitCode()).isEqualTo(4);
    }
}
