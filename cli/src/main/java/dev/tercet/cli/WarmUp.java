package dev.tercet.cli;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.embedded.EmbeddedEtcd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs what short commands run, so that the launch scripts can have the JVM keep the classes for the next start. It talks to an etcd of
 * its own over a socket, reads no configuration and prints nothing.
 */
final class WarmUp {
    /** There is no such folder, so nobody's profiles are read; and a machine that is busy shall be slow, and not fail. */
    private static final Map<String, String> NOBODY =
            Map.of("XDG_CONFIG_HOME", "/nowhere", "ETCDCTL_COMMAND_TIMEOUT", "1m", "ETCDCTL_DIAL_TIMEOUT", "1m");

    private WarmUp() {}

    /** Runs it; the exit code says whether all went well. */
    static int run() {
        try (EmbeddedEtcd server = EmbeddedEtcd.builder().port(0).start()) {
            Stream<String[]> lines = lines(server.endpoint()).stream();
            Stream<String> formats = Stream.of("ndjson", "json", "csv");
            return IntStream.concat(
                            lines.mapToInt(words -> Tercet.run(
                                    cli(InputStream.nullInputStream(), OutputStream.nullOutputStream()), words)),
                            formats.mapToInt(format -> transfer(server.endpoint(), format)))
                    .max()
                    .orElse(0);
        }
    }

    /** Exports a key, and imports it under another name. */
    private static int transfer(String endpoint, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Cli exporting = cli(InputStream.nullInputStream(), file);
        int exported =
                Tercet.run(exporting, "export", "-f", format, "-v", "utf8", "--prefix", "k", "--endpoints", endpoint);
        exporting.out().flush();
        Cli importing = cli(new ByteArrayInputStream(file.toByteArray()), OutputStream.nullOutputStream());
        int imported = Tercet.run(
                importing,
                "import",
                "-f",
                format,
                "-v",
                "utf8",
                "--rewrite",
                "k=" + format,
                "--prefix",
                format,
                "--endpoints",
                endpoint,
                "-");
        return Math.max(exported, imported);
    }

    private static List<String[]> lines(String endpoint) {
        return List.of(
                new String[] {"put", "k", "v", "--endpoints", endpoint},
                new String[] {"get", "k", "--endpoints", endpoint},
                new String[] {"get", "k", "-w", "json", "--endpoints", endpoint},
                new String[] {"get", "k", "-w", "fields", "--endpoints", "gateway+" + endpoint},
                new String[] {"--help"});
    }

    private static Cli cli(InputStream in, OutputStream out) {
        Streams streams = new Streams(
                in,
                false,
                new Out("standard output", out, false),
                new Out("standard error", OutputStream.nullOutputStream(), false));
        return new Cli(streams, NOBODY);
    }
}
