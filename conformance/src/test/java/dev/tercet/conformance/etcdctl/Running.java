package dev.tercet.conformance.etcdctl;

import dev.tercet.testkit.etcd.EtcdBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One process of the tool. */
final class Running implements AutoCloseable {
    private final String command;
    private final Path out;
    private final Path err;
    private final Process process;

    private Running(EtcdBinaries tool, List<String> args) throws IOException {
        command = String.join(" ", args);
        out = Files.createTempFile("tercet", ".out");
        err = Files.createTempFile("tercet", ".err");
        process = tool.startEtcdctl(args, out, err);
    }

    static Running start(EtcdBinaries tool, List<String> args) {
        try {
            return new Running(tool, args);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types this, which should end with a line's end. */
    void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(command + " reads no more: " + soFar(), e);
        }
    }

    /** Nothing more will be typed. */
    void endOfInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void signal() {
        process.destroy();
    }

    /** Waits until its standard output is as wished; whether it is. */
    boolean await(Predicate<String> wish) {
        return Patience.until(() -> wish.test(read(out)));
    }

    Said end() {
        try {
            if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end: " + command + "\n" + soFar());
            }
            return new Said(process.exitValue(), read(out), read(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command, e);
        }
    }

    String soFar() {
        return read(out) + read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        endOfInput();
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
