package dev.tercet.conformance.faults.cluster;

import dev.tercet.testkit.etcd.CommandResult;
import dev.tercet.testkit.etcd.EtcdBinaries;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands that want to be told something over their standard input. */
final class Asked {
    private static final int LIMIT_SECONDS = 10;

    private Asked() {}

    static CommandResult etcdctl(EtcdBinaries binaries, List<String> args, String told, Path folder) {
        Path out = folder.resolve("asked.out");
        Path err = folder.resolve("asked.err");
        Process process = binaries.startEtcdctl(args, out, err);
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(told.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not done after " + LIMIT_SECONDS + " s: etcdctl " + args);
            }
            return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during etcdctl " + args, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
