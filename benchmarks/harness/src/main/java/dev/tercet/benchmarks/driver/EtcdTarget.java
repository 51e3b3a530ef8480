package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A real etcd of one member, new and empty; and the process that writes what watches see. */
final class EtcdTarget implements Target {
    private final OnExit ends;
    private final DataFolder data;
    private final EtcdProcess etcd;
    private final Worker writer;
    private final boolean v2;

    private EtcdTarget(OnExit ends, DataFolder data, EtcdProcess etcd, Worker writer, boolean v2) {
        this.ends = ends;
        this.data = data;
        this.etcd = etcd;
        this.writer = writer;
        this.v2 = v2;
    }

    /** One with its data in memory, so that the disk is not what is measured. */
    static EtcdTarget inMemory(String version, Path logs, boolean v2) throws IOException, InterruptedException {
        return start(version, logs, DataFolder.inMemory(), v2);
    }

    /** One that waits for its disk. */
    static EtcdTarget onDisk(String version, Path logs) throws IOException, InterruptedException {
        // The folder of the build is on a disk, which the system's folder for what is temporary need not be.
        return start(version, logs, DataFolder.onDisk(logs), false);
    }

    private static EtcdTarget start(String version, Path logs, DataFolder data, boolean v2)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        if (v2) {
            options.add("--enable-v2");
        }
        if (!data.disk()) {
            options.add("--unsafe-no-fsync");
        }
        OnExit ends = new OnExit();
        try {
            ends.add(data::delete);
            EtcdProcess etcd = EtcdProcess.start(version, data.path(), logs.resolve("etcd.log"), options, ends);
            Worker writer = Modules.start(
                    "bare",
                    "dev.tercet.benchmarks.bare.Writer",
                    logs.resolve("writer.log"),
                    String.valueOf(etcd.port()));
            ends.add(writer::close);
            return new EtcdTarget(ends, data, etcd, writer, v2);
        } catch (IOException | InterruptedException e) {
            ends.close();
            throw e;
        }
    }

    @Override
    public String id() {
        return data.disk() ? "disk" : "etcd";
    }

    @Override
    public String title() {
        return "against etcd " + etcd.version() + ", one member, " + data.title() + (v2 ? ", with the v2 API" : "");
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
                writer.ask("range " + keys, Duration.ofMillis(keys));
            }
        }
    }

    @Override
    public boolean does(Row row) {
        return row.needsDisk() == data.disk();
    }

    @Override
    public void events(Row row, boolean flowing) throws IOException, InterruptedException {
        writer.ask(!flowing ? "off" : row.wantsPacedEvents() ? "paced" : "on");
    }

    @Override
    public OptionalLong requests() throws IOException, InterruptedException {
        return v2 ? OptionalLong.empty() : OptionalLong.of(etcd.requests());
    }

    @Override
    public void close() {
        ends.close();
    }
}
