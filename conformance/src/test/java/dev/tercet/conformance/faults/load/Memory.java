package dev.tercet.conformance.faults.load;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this JVM uses: on the heap what is reachable, and beside it. */
record Memory(long heap, long direct) {
    /** Netty takes memory that the JVM does not count, and counts it itself. */
    private static final String NETTYS_COUNT = "io.grpc.netty.shaded.io.netty.util.internal.PlatformDependent";

    static Memory used() {
        Histogram.taken();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long counted = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new Memory(heap, Math.max(counted, nettys()));
    }

    private static long nettys() {
        try {
            return (long)
                    Class.forName(NETTYS_COUNT).getMethod("usedDirectMemory").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Netty does not tell its memory any more", e);
        }
    }
}
