package dev.tercet.benchmarks.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that answers each line with one line. Closing ends it. */
final class Worker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Path log;
    private final Writer commands;
    private final BufferedReader answers;

    Worker(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        commands = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Sends a command and returns what follows the {@code ok} of its answer. */
    String ask(String command) throws IOException, InterruptedException {
        commands.write(command + "\n");
        commands.flush();
        String answer = line();
        if (!answer.startsWith("ok")) {
            throw new IOException(command + ": " + answer + " (see " + log + ")");
        }
        return answer.substring(2).trim();
    }

    /** The next line that it prints. */
    String line() throws IOException, InterruptedException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
        try {
            return line.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            throw new IOException("no answer from " + name + " (see " + log + ")", e);
        }
    }

    private String readLine() {
        try {
            String line = answers.readLine();
            return line == null ? "error the process has ended" : line;
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
