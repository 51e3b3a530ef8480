package dev.tercet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The process of one contender: takes commands on standard input, one a line, and answers each with one line.
 *
 * <pre>
 * connect port               ok
 * seed                       ok        (writes the keys that gets read)
 * run row leadIn window      ok ops nanos cpuNanos bytes name=value...   (times in milliseconds), or ok none
 *                            or ok none why, if no client could do it here
 * run row leadIn window file the same, and adds a recording of the window to the file
 * first port                 ok nanos      (connects and does one put)
 * again                      ok nanos      (does another; or the first, if connected)
 * footprint                  ok bytes threads   (of heap kept when all garbage is gone, and of the process)
 * times row count            ok        (does a recipe so often in each of its threads), or ok none
 * </pre>
 *
 * <p>It ends when standard input does, so that it does not outlive the driver.
 */
public final class Contestant {

    /** Makes the client under test. */
    public interface Factory {
        /** A client of the one server at {@code 127.0.0.1:port}, without TLS. */
        BenchClient connect(int port) throws Exception;
    }

    private static final String NONE = "ok none";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final byte[] FIRST = "keys/the-first-1".getBytes(StandardCharsets.US_ASCII);

    private final Factory factory;
    private @Nullable BenchClient client;
    /** Made with the first row: whoever measures a start pays nothing for it. */
    private @Nullable HeapWatch heap;

    private int port;

    private Contestant(Factory factory) {
        this.factory = factory;
    }

    /** Serves commands until standard input ends, then ends the process. */
    public static void serve(Factory factory) throws IOException {
        PrintStream answers = System.out;
        // What a client prints must not come between the answers.
        System.setOut(System.err);
        Contestant contestant = new Contestant(factory);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            answers.println(contestant.answer(command));
            answers.flush();
        }
        // Not a return: some clients keep threads that would hold the process.
        System.exit(0);
    }

    private String answer(String command) {
        try {
            String[] words = command.split(" ", 5);
            return switch (words[0]) {
                case "connect" -> connect(Integer.parseInt(words[1]));
                case "seed" -> seed();
                case "run" ->
                    run(
                            words[1],
                            Long.parseLong(words[2]),
                            Long.parseLong(words[3]),
                            words.length == 5 ? Optional.of(Path.of(words[4])) : Optional.empty());
                case "first" -> first(Integer.parseInt(words[1]));
                case "again" -> put(System.nanoTime());
                case "footprint" -> "ok " + Heap.live() + " " + THREADS.getThreadCount();
                case "times" -> times(words[1], Integer.parseInt(words[2]));
                default -> "error unknown command";
            };
        } catch (Exception e) {
            e.printStackTrace();
            return "error " + String.valueOf(e).replaceAll("\\s+", " ");
        }
    }

    private String connect(int port) throws Exception {
        if (client != null) {
            client.close();
        }
        this.port = port;
        client = factory.connect(port);
        return "ok";
    }

    private String first(int port) throws Exception {
        long begun = System.nanoTime();
        connect(port);
        return put(begun);
    }

    private String put(long begun) throws Exception {
        // Not of those that the rows work on: to make them takes longer than to put one.
        connected().put(FIRST, FIRST);
        return "ok " + (System.nanoTime() - begun);
    }

    private String seed() throws Exception {
        byte[] value = Data.value();
        for (byte[] key : Data.keys()) {
            connected().put(key, value);
        }
        return "ok";
    }

    private String run(String id, long leadIn, long window, Optional<Path> recording) throws Exception {
        Row row = Row.named(id).orElseThrow();
        if (!connected().does(row)) {
            return NONE;
        }
        if (row.isVirtual() && VirtualThreads.factory().isEmpty()) {
            return NONE + " no virtual threads in JDK " + Runtime.version().feature();
        }
        if (heap == null) {
            heap = new HeapWatch();
        }
        heap.reset();
        THREADS.resetPeakThreadCount();
        Sample sample = heap.addTo(measure(row, Duration.ofMillis(leadIn), Duration.ofMillis(window), recording));
        return sample.ops() == 0
                ? "error no operation ended in " + window + " ms"
                : "ok "
                        + sample.with(Sample.THREADS, THREADS.getPeakThreadCount())
                                .line();
    }

    private Sample measure(Row row, Duration leadIn, Duration window, Optional<Path> recording) throws Exception {
        Load load = Load.of(row, new EtcdMetrics(port), () -> factory.connect(port));
        if (recording.isEmpty()) {
            return load.run(connected(), leadIn, window);
        }
        try (WindowProfile profile = WindowProfile.into(recording.get())) {
            Sample sample = load.run(connected(), leadIn, window);
            if (sample.ops() > 0) {
                profile.keep();
            }
            return sample;
        }
    }

    private String times(String id, int count) throws Exception {
        Row row = Row.named(id).orElseThrow();
        // A hand-over is nothing that one client can do so many times.
        if (!connected().does(row) || row.work() == Work.LOCK_HANDOVER) {
            return NONE;
        }
        new RecipeLoad(row).times(connected(), count);
        return "ok";
    }

    private BenchClient connected() {
        if (client == null) {
            throw new IllegalStateException("not connected");
        }
        return client;
    }
}
