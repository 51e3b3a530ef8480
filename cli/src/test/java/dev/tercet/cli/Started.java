package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that goes on until it is told to end, run in this process. */
public final class Started implements AutoCloseable {
    private static final int LIMIT = 20;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Cli cli;
    private final CompletableFuture<Integer> exit;

    private Started(String... args) {
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                false,
                new Out("standard output", out, false),
                new Out("standard error", err, false));
        cli = new Cli(streams, Map.of("XDG_CONFIG_HOME", "/nowhere"));
        exit = CompletableFuture.supplyAsync(() -> Tercet.run(cli, args));
    }

    /** Starts it. */
    public static Started of(String... args) {
        return new Started(args);
    }

    /** What it has printed so far. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Whether it goes on. */
    public boolean isRunning() {
        return !exit.isDone();
    }

    /** As if Ctrl-C had been typed, or another signal come. */
    public Ran interrupt(String signal) {
        cli.interrupts().interrupt(signal);
        return ended();
    }

    /** Waits for its end. */
    public Ran ended() {
        assertThat(exit).succeedsWithin(LIMIT, TimeUnit.SECONDS);
        return Ran.of(exit.join(), out.toByteArray(), err.toByteArray());
    }

    @Override
    public void close() {
        interrupt("TERM");
    }
}
