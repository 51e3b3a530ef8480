package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A new etcd of one member that waits for its disk, for programs with figures of their own. Closing ends it and deletes its data. */
public final class EtcdOnDisk implements AutoCloseable {
    private final EtcdProcess etcd;
    private final DataFolder data;
    private final OnExit ends;

    private EtcdOnDisk(EtcdProcess etcd, DataFolder data, OnExit ends) {
        this.etcd = etcd;
        this.data = data;
        this.ends = ends;
    }

    /** Starts one of this version, with its data in the folder of the build. */
    public static EtcdOnDisk start(String version) throws IOException, InterruptedException {
        Path logs = Files.createDirectories(Path.of("benchmarks", "target", "logs"));
        DataFolder data = DataFolder.onDisk(logs);
        OnExit ends = new OnExit();
        try {
            ends.add(data::delete);
            return new EtcdOnDisk(
                    EtcdProcess.start(version, data.path(), logs.resolve("etcd.log"), List.of(), ends), data, ends);
        } catch (IOException | InterruptedException e) {
            ends.close();
            throw e;
        }
    }

    /** Where it listens for clients. */
    public String endpoint() {
        return "http://127.0.0.1:" + etcd.port();
    }

    /** What it is, and what its data is on. */
    public String title() {
        return "against etcd " + etcd.version() + ", one member, " + data.title();
    }

    @Override
    public void close() {
        ends.close();
    }
}
