package dev.tercet.cli;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command did.
 *
 * @param exitCode its exit code
 * @param out standard output
 * @param err standard error
 * @param bytes standard output as it is, which need not be text
 */
public record Ran(int exitCode, String out, String err, Bytes bytes) {
    /** Runs it in this process, with nothing in the environment and nothing to read. */
    public static Ran of(String... args) {
        return with(Map.of(), "", args);
    }

    static Ran of(int exitCode, byte[] out, byte[] err) {
        return new Ran(
                exitCode,
                new String(out, StandardCharsets.UTF_8),
                new String(err, StandardCharsets.UTF_8),
                Bytes.wrap(out));
    }

    /** Runs it in this process, with text to read. */
    public static Ran with(Map<String, String> environment, String input, String... args) {
        return with(environment, Bytes.of(input), args);
    }

    /** Runs it in this process, with something to read. */
    public static Ran with(Map<String, String> environment, Bytes input, String... args) {
        return as("tercet", environment, input, args);
    }

    /** Runs it under another name, with nothing in the environment and nothing to read. */
    static Ran as(String name, String... args) {
        return as(name, Map.of(), Bytes.EMPTY, args);
    }

    private static Ran as(String name, Map<String, String> environment, Bytes input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.toArray()),
                false,
                new Out("standard output", out, false),
                new Out("standard error", err, false));
        // A configuration of whoever runs the tests is none of theirs.
        Map<String, String> here = new HashMap<>(environment);
        here.putIfAbsent("XDG_CONFIG_HOME", "/nowhere");
        int exitCode = Tercet.runAs(name, new Cli(streams, here), args);
        return of(exitCode, out.toByteArray(), err.toByteArray());
    }

    /** The lines of standard error. */
    public List<String> errLines() {
        return err.lines().toList();
    }
}
