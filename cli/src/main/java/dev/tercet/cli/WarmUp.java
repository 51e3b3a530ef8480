package dev.tercet.cli;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.embedded.EmbeddedEtcd;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

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
            return lines(server.endpoint()).stream()
                    .mapToInt(words -> Tercet.run(quiet(), words))
                    .max()
                    .orElse(0);
        }
    }

    private static List<String[]> lines(String endpoint) {
        return List.of(
                new String[] {"put", "k", "v", "--endpoints", endpoint},
                new String[] {"get", "k", "--endpoints", endpoint},
                new String[] {"get", "k", "-w", "json", "--endpoints", endpoint},
                new String[] {"get", "k", "-w", "fields", "--endpoints", "gateway+" + endpoint},
                new String[] {"--help"});
    }

    private static Cli quiet() {
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                false,
                new Out("standard output", OutputStream.nullOutputStream(), false),
                new Out("standard error", OutputStream.nullOutputStream(), false));
        return new Cli(streams, NOBODY);
    }
}
