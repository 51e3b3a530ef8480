package dev.tercet.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the process's clocks at the start of a window and again at its end. */
final class Meter {
    private static final com.sun.management.OperatingSystemMXBean PROCESS =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What all threads have allocated, those that ended included; only newer JDKs tell. */
    private static final Optional<Method> TOTAL = total();

    private final long ops;
    private final Map<Long, Long> allocated;
    private final long cpu;
    private final long nanos;

    private Meter(long ops) {
        this.ops = ops;
        allocated = allocatedByThread();
        cpu = PROCESS.getProcessCpuTime();
        nanos = System.nanoTime();
    }

    /** Starts a window; {@code ops} is the count of operations so far. */
    static Meter start(long ops) {
        WindowProfile.begin();
        return new Meter(ops);
    }

    /** Ends it; {@code ops} is the count of operations by now. */
    Sample stop(long ops) {
        long elapsed = System.nanoTime() - nanos;
        long cpuTime = PROCESS.getProcessCpuTime() - cpu;
        long bytes = 0;
        // By thread, not the difference of two sums: a pooled thread that ended in between would take its past with it.
        for (Map.Entry<Long, Long> thread : allocatedByThread().entrySet()) {
            bytes += thread.getValue() - allocated.getOrDefault(thread.getKey(), 0L);
        }
        WindowProfile.end();
        return new Sample(ops - this.ops, elapsed, cpuTime, bytes);
    }

    private static Optional<Method> total() {
        try {
            return Optional.of(com.sun.management.ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes"));
        } catch (NoSuchMethodException beforeJdk21) {
            return Optional.empty();
        }
    }

    private static Map<Long, Long> allocatedByThread() {
        if (TOTAL.isPresent()) {
            try {
                return Map.of(0L, (Long) TOTAL.get().invoke(THREADS));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> result = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                result.put(ids[i], bytes[i]);
            }
        }
        return result;
    }
}
