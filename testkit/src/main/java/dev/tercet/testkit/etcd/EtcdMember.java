package dev.tercet.testkit.etcd;

import dev.tercet.testkit.internal.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One member of a {@link RealEtcd}: a process that can be stopped in the two ways that differ for a client. A killed
 * member refuses connections; a paused one still accepts them, in the kernel, and never answers.
 *
 * <p>Its methods may be called by any thread, one at a time.
 *
 * @since 0.1
 */
public final class EtcdMember {
    private static final Duration PAGE_LIMIT = Duration.ofSeconds(2);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration DEATH_LIMIT = Duration.ofSeconds(10);
    private static final int LOG_TAIL_LINES = 40;

    private final String endpoint;
    private final List<String> command;
    private final Path dataFolder;
    private final Path log;
    private final HttpProbe probe;
    private @Nullable Process process;
    private boolean paused;

    EtcdMember(String endpoint, List<String> command, Path dataFolder, Path log, HttpProbe probe) {
        this.endpoint = endpoint;
        this.command = command;
        this.dataFolder = dataFolder;
        this.log = log;
        this.probe = probe;
    }

    /**
     * A member that is started by a command of the caller's own, for clusters that {@link RealEtcd} does not make. It does not run yet;
     * its process ends with this JVM at the latest.
     *
     * @param endpoint where it answers, in plain text, as the command has to tell it
     * @param command the program and its arguments; what stands before it has to become it, as {@code nice} does
     * @param dataFolder where the command tells it to keep its data
     * @param log the file that its output is added to
     */
    public static EtcdMember of(String endpoint, List<String> command, Path dataFolder, Path log) {
        return new EtcdMember(endpoint, List.copyOf(command), dataFolder, log, new HttpProbe(Optional.empty()));
    }

    /** Where clients reach this member, as in {@code http://127.0.0.1:20379}. */
    public String endpoint() {
        return endpoint;
    }

    /** Where it keeps its data, until the cluster is closed. */
    public Path dataFolder() {
        return dataFolder;
    }

    /** The process id of the running or the last process. */
    public synchronized long pid() {
        return running().pid();
    }

    /** Whether the process is there, paused or not. */
    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether the process is there and runs. */
    public synchronized boolean isRunning() {
        return isAlive() && !paused;
    }

    /** Ends the process by SIGKILL and waits for its end. Data and ports are kept for {@link #restart}. */
    public synchronized void kill() {
        Process victim = process;
        if (victim == null) {
            return;
        }
        victim.destroyForcibly();
        try {
            if (!victim.waitFor(DEATH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("etcd " + victim.pid() + " survived SIGKILL for " + DEATH_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        paused = false;
    }

    /** Stops the process by SIGSTOP: it keeps its connections and does nothing. */
    public synchronized void pause() {
        Offspring.stop(running());
        paused = true;
    }

    /** Lets a paused process go on, by SIGCONT. */
    public synchronized void resume() {
        Offspring.signal(running(), "CONT");
        paused = false;
    }

    /**
     * Kills the process, if it is alive, starts it again with the same data and ports, and waits until it is healthy.
     * Where less than a majority would be up, use {@link #kill} and {@link #start}, which does not wait.
     *
     * @throws EtcdStartFailed if it is not healthy in 30 s
     */
    public void restart() {
        kill();
        start();
        awaitHealthy(START_LIMIT);
    }

    /**
     * Waits until the member says that it is healthy, which takes a leader.
     *
     * @throws EtcdStartFailed with the end of the log, if that takes longer than {@code timeout} or the process ends
     */
    public void awaitHealthy(Duration timeout) {
        boolean healthy = Poll.until(timeout, () -> !isAlive() || isHealthy()) && isAlive();
        if (!healthy) {
            String state = isAlive() ? "not healthy after " + timeout.toMillis() + " ms" : "ended";
            throw new EtcdStartFailed("etcd at " + endpoint + ": " + state + ": " + command + "\n" + logTail());
        }
    }

    /** Whether {@code /health} says so. */
    public boolean isHealthy() {
        return page("/health").filter(body -> body.contains("\"true\"")).isPresent();
    }

    /** Whether the member leads its cluster, as it believes itself. False for one that does not answer. */
    public boolean isLeader() {
        return isRunning()
                && page("/metrics")
                        .filter(text -> text.contains("\netcd_server_is_leader 1"))
                        .isPresent();
    }

    /**
     * The member's metrics in Prometheus' text format.
     *
     * @throws IllegalStateException if it does not answer within two seconds
     */
    public String metrics() {
        return page("/metrics").orElseThrow(() -> new IllegalStateException("no metrics from " + endpoint));
    }

    /** All that the server logged, over restarts too. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a killed member again, with the same data and ports, and returns at once.
     *
     * @throws IllegalStateException if it is alive
     */
    public synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(endpoint + " runs already");
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        Command.forget(builder);
        try {
            process = Offspring.start(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> page(String path) {
        return probe.get(endpoint + path, PAGE_LIMIT);
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(endpoint + " was never started");
        }
        return process;
    }

    private String logTail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    }
}
