package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.EtcdMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An etcd server started for this run. */
final class EtcdProcess {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("\"etcdserver\":\\s*\"([^\"]+)\"");

    private final int port;
    private final String version;

    private EtcdProcess(int port, String version) {
        this.port = port;
        this.version = version;
    }

    /** Starts one, and has it killed in the end. */
    static EtcdProcess start(String version, Path data, Path log, List<String> more, OnExit ends)
            throws IOException, InterruptedException {
        int port = freePort();
        String clients = "http://127.0.0.1:" + port;
        String peers = "http://127.0.0.1:" + freePort();
        List<String> command = new ArrayList<>(List.of(
                folder(version) + "/etcd",
                "--name=bench",
                "--data-dir=" + data.resolve("etcd"),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=bench=" + peers,
                // Events pile up over a run, and it should not end for want of room.
                "--quota-backend-bytes=8589934592",
                "--log-level=warn"));
        command.addAll(more);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ends.add(() -> kill(process));
        return new EtcdProcess(port, await(URI.create(clients + "/version"), process, log));
    }

    /** The folder with the binary; the script finds, fetches or builds it. A {@link CannotBeginException} if there is none. */
    static String folder(String version) throws IOException, InterruptedException {
        Process script = new ProcessBuilder("etc/get-etcd", version)
                // To fetch or build one takes minutes, and it says what it does.
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String folder = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (script.waitFor() != 0) {
            throw new CannotBeginException("no etcd " + version + " is to be had, see above", null);
        }
        return folder;
    }

    private static String await(URI uri, Process process, Path log) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - end < 0 && process.isAlive()) {
            try {
                HttpResponse<String> reply =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                Matcher version = VERSION.matcher(reply.body());
                if (reply.statusCode() == 200 && version.find()) {
                    return version.group(1);
                }
            } catch (IOException notYet) {
                // Asked again below, until it answers or its time is up.
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("etcd did not start (see " + log + ")");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** All messages that clients have sent, on streams too, but for renewals of leases. */
    long requests() throws IOException {
        return new EtcdMetrics(port).requests();
    }

    int port() {
        return port;
    }

    String version() {
        return version;
    }

    /** Waits for it, since its data can only be deleted when nobody writes there. */
    private static void kill(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
