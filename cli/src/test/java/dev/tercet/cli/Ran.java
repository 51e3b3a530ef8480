package dev.tercet.cli;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
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
 */
public record Ran(int exitCode, String out, String err) {
    /** Runs it in this process, with nothing in the environment and nothing to read. */
    public static Ran of(String... args) {
        return with(Map.of(), "", args);
    }

    /** Runs it in this process. */
    public static Ran with(Map<String, String> environment, String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                false,
                new Out("standard output", out, false),
                new Out("standard error", err, false));
        // A configuration of whoever runs the tests is none of theirs.
        Map<String, String> here = new HashMap<>(environment);
        here.putIfAbsent("XDG_CONFIG_HOME", "/nowhere");
        int exitCode = Tercet.run(new Cli(streams, here), args);
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The lines of standard error. */
    public List<String> errLines() {
        return err.lines().toList();
    }
}
