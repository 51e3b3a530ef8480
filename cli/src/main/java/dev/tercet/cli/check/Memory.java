package dev.tercet.cli.check;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import dev.tercet.connection.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** How much memory a member has. It says so itself, in one of its metrics; that of an etcd in this process is what we use. */
final class Memory {
    private static final String METRIC = "process_resident_memory_bytes ";
    private static final int TIMEOUT = 5_000;

    private Memory() {}

    /** That of the first endpoint's member, in bytes; empty if it does not say. */
    static OptionalDouble of(Cli cli) {
        return cli.settings().isEmbedded() ? ours() : of(cli.etcd().endpoints().get(0));
    }

    /** Without what is only not yet cleared away. */
    private static OptionalDouble ours() {
        Runtime here = Runtime.getRuntime();
        here.gc();
        return OptionalDouble.of((double) (here.totalMemory() - here.freeMemory()));
    }

    private static OptionalDouble of(String endpoint) {
        Endpoint place = Endpoint.parse(endpoint, false);
        if (place.isTls()) {
            throw CommandException.unsupported(
                    "check datascale reads the member's metrics over http only: " + endpoint + " is not that.");
        }
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://" + place.authority() + "/metrics")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(TIMEOUT);
            connection.setReadTimeout(TIMEOUT);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                return lines.lines()
                        .filter(line -> line.startsWith(METRIC))
                        .mapToDouble(line -> Double.parseDouble(line.substring(METRIC.length())))
                        .findFirst();
            } finally {
                connection.disconnect();
            }
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
