package dev.tercet.benchmarks.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that answers each line with one line. Closing ends it. */
final class Worker implements AutoCloseable {
    /** For what takes next to nothing, on a machine that has other things to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Path log;
    private final Writer commands;
    private final BufferedReader answers;
    private volatile boolean ended;

    Worker(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        commands = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Sends a command and returns what follows the {@code ok} of its answer. */
    String ask(String command) throws IOException, InterruptedException {
        return ask(command, Duration.ZERO);
    }

    /** The same for a command that takes about so long: much longer than that is not waited for, and the process is ended. */
    String ask(String command, Duration work) throws IOException, InterruptedException {
        commands.write(command + "\n");
        commands.flush();
        String answer = line(PATIENCE.plus(work.multipliedBy(2)));
        if (!answer.startsWith("ok")) {
            throw new IOException(answer.replaceFirst("^error ", "") + " (see " + log + ")");
        }
        return answer.substring(2).trim();
    }

    /** The next line that it prints. */
    String line() throws IOException, InterruptedException {
        return line(PATIENCE);
    }

    /** The next line that it prints within this time; if there is none, the process is ended. */
    String line(Duration patience) throws IOException, InterruptedException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
        try {
            return line.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            ended = true;
            process.destroyForcibly();
            throw new IOException("no answer from " + name + " (see " + log + ")", e);
        }
    }

    /** Whether the process has not ended. */
    boolean isAlive() {
        return !ended && process.isAlive();
    }

    /** The number of the process. */
    long pid() {
        return process.pid();
    }

    /** The CPU time that it has used so far, if the system says. */
    Optional<Duration> cpu() {
        return process.info().totalCpuDuration();
    }

    private String readLine() {
        try {
            String line = answers.readLine();
            if (line == null) {
                ended = true;
                return "error the process has ended";
            }
            return line;
        } catch (IOException e) {
            return "error " + e;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
