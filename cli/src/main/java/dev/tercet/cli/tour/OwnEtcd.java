package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An etcd for one tour: one member on a loopback port, its data in a temporary folder. Both are gone after {@link #close()}, and
 * when the JVM is ended from outside.
 */
public final class OwnEtcd implements AutoCloseable {
    private static final long DEATH_SECONDS = 5;

    private final Path folder;
    private final String endpoint;
    private final Process process;
    private final AtExit hook;

    private OwnEtcd(Path folder, String endpoint, Process process) {
        this.folder = folder;
        this.endpoint = endpoint;
        this.process = process;
        this.hook = new AtExit("tercet-tour-etcd", this::stop);
    }

    /**
     * Starts it, without waiting until it answers.
     *
     * @param binary the {@code etcd} to run
     * @throws UncheckedIOException if it cannot be run
     */
    public static OwnEtcd start(Path binary) {
        try {
            int[] ports = freePorts();
            String client = "http://127.0.0.1:" + ports[0];
            String peer = "http://127.0.0.1:" + ports[1];
            Path folder = Files.createTempDirectory("tercet-tour-");
            return new OwnEtcd(folder, client, launch(binary, folder, client, peer));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an etcd: " + e.getMessage(), e);
        }
    }

    // With timers as short as this, leases may be as short as a second, and the member leads at once.
    private static Process launch(Path binary, Path folder, String client, String peer) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        binary.toString(),
                        "--name=tour",
                        "--data-dir=" + folder.resolve("data"),
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=tour=" + peer,
                        "--heartbeat-interval=10",
                        "--election-timeout=100",
                        "--logger=zap",
                        "--log-level=error")
                .redirectErrorStream(true)
                .redirectInput(Redirect.PIPE)
                .redirectOutput(folder.resolve("log").toFile());
        // etcd takes settings from there, too, and they are meant for another one.
        builder.environment().keySet().removeIf(name -> name.startsWith("ETCD_"));
        try {
            return builder.start();
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
    }

    /** Two at once, so that they differ. */
    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket one = new ServerSocket(0, 1, loopback);
                ServerSocket two = new ServerSocket(0, 1, loopback)) {
            return new int[] {one.getLocalPort(), two.getLocalPort()};
        }
    }

    /** Where it listens. */
    public String endpoint() {
        return endpoint;
    }

    /**
     * Waits until it answers a read, which takes a leader.
     *
     * @throws IllegalStateException with the end of its log, if it ends instead
     * @throws dev.tercet.error.EtcdException if it does not answer within the client's deadline
     */
    void awaitReady(EtcdClient etcd) {
        CompletableFuture<Boolean> answer =
                etcd.async().kv().get(Get.of("ready").countOnly()).thenApply(result -> true);
        CompletableFuture<Boolean> end = process.onExit().thenApply(gone -> false);
        boolean ready = Waiting.join(answer.applyToEither(end, outcome -> outcome));
        if (!ready && !AtExit.hasBegun()) {
            throw new IllegalStateException("the etcd for the tour ended at once: " + lastWords());
        }
    }

    private String lastWords() {
        try (Stream<String> lines = Files.lines(folder.resolve("log"))) {
            return lines.reduce("", (before, last) -> last);
        } catch (IOException | UncheckedIOException e) {
            return "and its log cannot be read: " + e.getMessage();
        }
    }

    /** Ends the process and deletes its data. A second call does nothing. */
    @Override
    public void close() {
        stop();
        hook.close();
    }

    private synchronized void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(DEATH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
