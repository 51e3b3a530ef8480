package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A real etcd of one member, new and empty; and the process that writes what watches see. */
final class EtcdTarget implements Target {
    private final EtcdProcess etcd;
    private final Path data;
    private final Worker writer;
    private final boolean v2;
    private final boolean disk;
    private boolean closed;

    private EtcdTarget(String version, Path logs, boolean v2, boolean disk) throws IOException, InterruptedException {
        this.v2 = v2;
        this.disk = disk;
        Path memory = Path.of("/dev/shm");
        // The folder of the build is on a disk, which the system's folder for what is temporary need not be.
        data = disk
                ? Files.createTempDirectory(logs, "tercet-bench")
                : Files.isWritable(memory)
                        ? Files.createTempDirectory(memory, "tercet-bench")
                        : Files.createTempDirectory("tercet-bench");
        List<String> options = new ArrayList<>();
        if (v2) {
            options.add("--enable-v2");
        }
        if (!disk) {
            options.add("--unsafe-no-fsync");
        }
        etcd = EtcdProcess.start(version, data, logs.resolve("etcd.log"), options);
        writer = Modules.start(
                "bare", "dev.tercet.benchmarks.bare.Writer", logs.resolve("writer.log"), String.valueOf(etcd.port()));
        // The other processes end with their standard input; etcd and its data would outlive an interrupted run.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** One with its data in memory, so that the disk is not what is measured. */
    static EtcdTarget inMemory(String version, Path logs, boolean v2) throws IOException, InterruptedException {
        return new EtcdTarget(version, logs, v2, false);
    }

    /** One that waits for its disk. */
    static EtcdTarget onDisk(String version, Path logs) throws IOException, InterruptedException {
        return new EtcdTarget(version, logs, false, true);
    }

    @Override
    public String title() {
        return "against etcd " + etcd.version() + ", one member, data " + (disk ? "on disk, with fsync" : "in memory")
                + (v2 ? ", with the v2 API" : "");
    }

    @Override
    public int port() {
        return etcd.port();
    }

    @Override
    public void prepare(List<Row> rows) throws IOException, InterruptedException {
        // What is behind one API cannot be seen through the other.
        if (v2) {
            return;
        }
        writer.ask("keys");
        // Rows of one size read the same keys.
        for (int keys : rows.stream().mapToInt(Row::keys).distinct().toArray()) {
            if (keys > 0) {
                writer.ask("range " + keys);
            }
        }
    }

    @Override
    public boolean does(Row row) {
        return row.needsDisk() == disk;
    }

    @Override
    public void events(Row row, boolean flowing) throws IOException, InterruptedException {
        writer.ask(!flowing ? "off" : row.work() == Work.WATCH_LATENCY ? "paced" : "on");
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
