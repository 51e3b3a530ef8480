package dev.tercet.testkit.etcd;

import dev.tercet.testkit.internal.Poll;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts child processes that do not outlive this JVM: a shutdown hook kills them, and where there is {@code setpriv},
 * the kernel does so even if the JVM itself is killed.
 *
 * <p>The kernel's promise hangs on the thread that started the child, not on the process. All are therefore started
 * by one daemon thread, which lives as long as the JVM; started by a test's own thread they would die with it.
 */
final class Offspring {
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tercet-testkit-starter");
        thread.setDaemon(true);
        return thread;
    });
    private static final boolean LEASHED;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Offspring::killAll, "tercet-testkit-reaper"));
        LEASHED = canLeash();
    }

    private Offspring() {}

    /** Starts what {@code builder} says; the builder's command is changed. */
    static Process start(ProcessBuilder builder) throws IOException {
        if (LEASHED) {
            List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
            command.addAll(builder.command());
            builder.command(command);
        }
        try {
            Process process = STARTER.submit(builder::start).get();
            ALIVE.add(process);
            process.onExit().thenAccept(ALIVE::remove);
            return process;
        } catch (ExecutionException e) {
            throw new IOException("cannot start " + builder.command().get(0), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting " + builder.command(), e);
        }
    }

    /** Kills every process started here, and waits a moment for the ends. */
    static void killAll() {
        ALIVE.forEach(Process::destroyForcibly);
        for (Process process : ALIVE) {
            try {
                process.waitFor(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Sends {@code signal}, such as {@code STOP}, which the JDK cannot; where there is no program for it, the shell can. */
    static void signal(Process process, String signal) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -\"$0\" \"$1\"", signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int code = kill.waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + signal + " " + process.pid() + " exited with " + code);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no shell", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling " + process.pid(), e);
        }
    }

    /** Sends SIGSTOP and waits until each thread has stopped: the last of them may go on for a moment, and answer somebody. */
    static void stop(Process process) {
        signal(process, "STOP");
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Poll.until(STOP_LIMIT, () -> haveStopped(threads))) {
            throw new IllegalStateException("process " + process.pid() + " has not stopped within " + STOP_LIMIT);
        }
    }

    /** Whether all of them have, or there is nobody to ask. */
    private static boolean haveStopped(Path threads) {
        try (Stream<Path> all = Files.list(threads)) {
            return all.map(thread -> thread.resolve("stat")).allMatch(Offspring::hasStopped);
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean hasStopped(Path stat) {
        try {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            // After the name in parentheses, in which anything may stand.
            return text.charAt(text.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            // It has ended.
            return true;
        }
    }

    private static boolean canLeash() {
        try {
            return new ProcessBuilder("setpriv", "--pdeathsig", "KILL", "--", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
