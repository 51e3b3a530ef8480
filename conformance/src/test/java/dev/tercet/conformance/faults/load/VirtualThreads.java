package dev.tercet.conformance.faults.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A thousand calls in flight, each on a virtual thread of the newest JDK there is, in a JVM of its own: none pins the thread that
 * carries it.
 */
final class VirtualThreads implements Part {
    /** Beside the work itself: to start, and to read its own recording. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So long that a thousand threads do something. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "virtual threads";
    }

    @Override
    public long fullSize() {
        return 1;
    }

    /** What it has is in another JVM. */
    @Override
    public boolean warmsUp() {
        return false;
    }

    @Override
    public void run(Work work) throws Exception {
        run(work, "well");
    }

    /** With a way to work: {@code well}, or a wrong one to see that it is noticed. */
    void run(Work work, String how) throws IOException, InterruptedException {
        Jdks jdk = Jdks.newest();
        if (!jdk.hasVirtualThreads()) {
            System.err.println("SKIPPED, NOT TESTED: virtual threads, since the newest JDK here is " + jdk.version());
            work.tally().count("virtual threads skipped, for want of a JDK");
            return;
        }
        Duration time = work.time().compareTo(LEAST) < 0 ? LEAST : work.time();
        Path output = Files.createTempFile("tercet-virtual-", ".log");
        Process process = new ProcessBuilder(
                        jdk.java(),
                        // Otherwise 64 frames, of which the innermost might hide who was called.
                        "-XX:FlightRecorderOptions=stackdepth=1024",
                        // Which looks at one buffer of 128, and loads what it needs for that when it first does.
                        "-Dio.grpc.netty.shaded.io.netty.leakDetection.level=disabled",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        VirtualLoad.class.getName(),
                        work.etcd().endpoints().get(0),
                        Long.toString(time.toMillis()),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
            List<String> said = Files.readAllLines(output);
            if (!ended || process.exitValue() != 0) {
                work.tally()
                        .violation(
                                "virtual threads",
                                (ended ? "ended with " + process.exitValue() : "did not end") + ": "
                                        + String.join("\n", said.subList(Math.max(0, said.size() - 40), said.size())));
            }
            said.forEach(line -> take(line, work.tally()));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static void take(String line, Tally tally) {
        if (line.startsWith(VirtualLoad.CALLS)) {
            tally.count("calls on virtual threads", Long.parseLong(line.substring(VirtualLoad.CALLS.length())));
        } else if (line.startsWith(VirtualLoad.FAILED)) {
            tally.violation("a call on a virtual thread fails", line.substring(VirtualLoad.FAILED.length()));
        } else if (line.startsWith(VirtualLoad.PINNED)) {
            tally.violation("a virtual thread is pinned", line.substring(VirtualLoad.PINNED.length()));
        } else if (line.startsWith(VirtualLoad.ELSEWHERE)) {
            tally.count("pinned in no call of ours, by " + line.substring(VirtualLoad.ELSEWHERE.length()));
        }
    }
}
