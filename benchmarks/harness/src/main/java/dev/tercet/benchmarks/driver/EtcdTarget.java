package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A real etcd of one member, new and empty, with its data in memory; and the process that writes what watches see. */
final class EtcdTarget implements Target {
    private final EtcdProcess etcd;
    private final Path data;
    private final Worker writer;
    private final boolean v2;
    private boolean closed;

    EtcdTarget(String version, Path logs, boolean v2) throws IOException, InterruptedException {
        this.v2 = v2;
        Path memory = Path.of("/dev/shm");
        data = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "tercet-bench")
                : Files.createTempDirectory("tercet-bench");
        etcd = EtcdProcess.start(version, data, logs.resolve("etcd.log"), v2 ? List.of("--enable-v2") : List.of());
        writer = Modules.start(
                "bare", "dev.tercet.benchmarks.bare.Writer", logs.resolve("writer.log"), String.valueOf(etcd.port()));
        // The other processes end with their standard input; etcd and its data would outlive an interrupted run.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    @Override
    public String title() {
        return "against etcd " + etcd.version() + ", one member, data in memory" + (v2 ? ", with the v2 API" : "");
    }

    @Override
    public int port() {
        return etcd.port();
    }

    @Override
    public void prepare(Worker contender) throws IOException, InterruptedException {
        // What is behind one API cannot be seen through the other.
        if (!v2) {
            contender.ask("seed");
        }
    }

    @Override
    public void events(boolean flowing) throws IOException, InterruptedException {
        writer.ask(flowing ? "on" : "off");
    }

    @Override
    public OptionalLong requests() throws IOException, InterruptedException {
        return v2 ? OptionalLong.empty() : OptionalLong.of(etcd.requests());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.close();
        etcd.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
