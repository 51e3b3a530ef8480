package dev.tercet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How often threads of this process went to sleep since this was made, which is as often as they were woken. */
final class Wakeups {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Pattern VOLUNTARY = Pattern.compile("(?m)^voluntary_ctxt_switches:\\s*(\\d+)");

    private final Map<Path, Long> before = byThread();

    Wakeups() throws IOException {}

    /** By threads that are still there; 0 where the system does not tell. */
    long count() throws IOException {
        long sum = 0;
        // By thread, since one that ended takes its past with it.
        for (Map.Entry<Path, Long> thread : byThread().entrySet()) {
            sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }

    private static Map<Path, Long> byThread() throws IOException {
        if (!Files.isDirectory(TASKS)) {
            return Map.of();
        }
        List<Path> tasks;
        try (Stream<Path> all = Files.list(TASKS)) {
            tasks = all.toList();
        }
        Map<Path, Long> counts = new HashMap<>();
        for (Path task : tasks) {
            try {
                Matcher count = VOLUNTARY.matcher(Files.readString(task.resolve("status")));
                if (count.find()) {
                    counts.put(task, Long.parseLong(count.group(1)));
                }
            } catch (NoSuchFileException ended) {
                // Between the list and the look at it.
            }
        }
        return counts;
    }
}
