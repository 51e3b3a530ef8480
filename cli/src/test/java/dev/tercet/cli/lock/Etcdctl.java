package dev.tercet.cli.lock;

import dev.tercet.testkit.etcd.EtcdBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An etcdctl that goes on until it is told to end. */
final class Etcdctl implements AutoCloseable {
    private final Path out;
    private final Path err;
    private final Process process;

    Etcdctl(String endpoint, String... words) throws IOException {
        out = Files.createTempFile("etcdctl", ".out");
        err = Files.createTempFile("etcdctl", ".err");
        List<String> all = new ArrayList<>(List.of("--endpoints=" + endpoint));
        all.addAll(List.of(words));
        process = EtcdBinaries.find("3.5").startEtcdctl(all, out, err);
    }

    String out() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Tells it to end, in an orderly way. */
    void end() throws InterruptedException {
        process.destroy();
        ended();
    }

    int ended() throws InterruptedException {
        process.waitFor(20, TimeUnit.SECONDS);
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(out);
        Files.delete(err);
    }
}
