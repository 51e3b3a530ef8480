package dev.tercet.cli;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A command under way in this process: one that ends when it is told to. */
public final class Running {
    private static final int END = -1;

    private final BlockingQueue<Integer> input = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Cli cli;
    private final CompletableFuture<Integer> exit;

    private Running(Map<String, String> environment, String... args) {
        Map<String, String> here = new HashMap<>(environment);
        here.putIfAbsent("XDG_CONFIG_HOME", "/nowhere");
        Streams streams = new Streams(
                new Typed(input), false, new Out("standard output", out, false), new Out("standard error", err, false));
        cli = new Cli(streams, here);
        exit = CompletableFuture.supplyAsync(() -> Tercet.run(cli, args));
    }

    /** Starts it. */
    public static Running of(String... args) {
        return new Running(Map.of(), args);
    }

    /** Starts it in this environment. */
    public static Running with(Map<String, String> environment, String... args) {
        return new Running(environment, args);
    }

    /** Types a line. */
    public void type(String line) {
        for (byte one : (line + "\n").getBytes(StandardCharsets.UTF_8)) {
            input.add(one & 0xff);
        }
    }

    /** Ends its input. */
    public void endInput() {
        input.add(END);
    }

    /** Ctrl-C. */
    public void interrupt(String signal) {
        cli.interrupts().interrupt(signal);
    }

    /** What it printed so far. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What it printed so far, a character for each byte. */
    public String exactOut() {
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** What it complained of so far. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Waits for its end. */
    public int exitCode() {
        return exit.join();
    }

    private static final class Typed extends InputStream {
        private final BlockingQueue<Integer> input;

        Typed(BlockingQueue<Integer> input) {
            this.input = input;
        }

        @Override
        public int read() {
            try {
                return input.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return END;
            }
        }

        @Override
        public int read(byte[] bytes, int from, int count) {
            int one = read();
            if (one == END) {
                return END;
            }
            bytes[from] = (byte) one;
            return 1;
        }
    }
}
