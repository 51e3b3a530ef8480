package dev.tercet.testkit.etcd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end, or starts it. Its output goes through files, so that no thread is needed to read it. */
final class Command {
    private Command() {}

    static CommandResult run(List<String> command, Map<String, String> environment, Duration limit) {
        try {
            Path out = Files.createTempFile("tercet", ".out");
            Path err = Files.createTempFile("tercet", ".err");
            try {
                return run(command, environment, limit, out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, with a pipe for its input. */
    static Process start(List<String> command, Map<String, String> environment, Path out, Path err) {
        try {
            return Offspring.start(builder(command, environment, out, err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandResult run(
            List<String> command, Map<String, String> environment, Duration limit, Path out, Path err)
            throws IOException {
        ProcessBuilder builder = builder(command, environment, out, err)
                .redirectInput(Path.of("/dev/null").toFile());
        Process process = Offspring.start(builder);
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("not done after " + limit.toSeconds() + " s: " + command);
            }
            return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder builder(List<String> command, Map<String, String> environment, Path out, Path err) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(Redirect.to(out.toFile()))
                .redirectError(Redirect.to(err.toFile()));
        forget(builder);
        builder.environment().putAll(environment);
        return builder;
    }

    /** etcd and etcdctl read flags from the environment too; a developer's own must not reach a test's server. */
    static void forget(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("ETCD_") || name.startsWith("ETCDCTL_"));
    }
}
