package dev.tercet.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The most heap that was still in use after a collection. What is in use before one says how much room the collector was given, and
 * nothing of the client.
 *
 * <p>Collectors that work beside the program tell of their pauses too, as G1 does of those of its marking since JDK 20. Nothing has been
 * collected by then.
 */
final class HeapWatch {
    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());

    private final AtomicLong most = new AtomicLong();

    HeapWatch() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener((told, unused) -> take(told), null, null);
        }
    }

    private void take(Notification told) {
        if (!told.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GarbageCollectionNotificationInfo ended =
                GarbageCollectionNotificationInfo.from((CompositeData) told.getUserData());
        if (isCollection(ended.getGcAction())) {
            take(ended.getGcInfo().getMemoryUsageAfterGc());
        }
    }

    /** Whether this action of a collector, as it calls it, is the end of a collection. */
    static boolean isCollection(String action) {
        return !action.endsWith(" pause");
    }

    /** What is in use by pool, of the heap and others. */
    void take(Map<String, MemoryUsage> after) {
        long used = after.entrySet().stream()
                .filter(pool -> POOLS.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        most.accumulateAndGet(used, Math::max);
    }

    /** Forgets what was. */
    void reset() {
        most.set(0);
    }

    /** The sample with the most since the reset, in megabytes; as it is if nothing was collected. */
    Sample addTo(Sample sample) {
        long bytes = most.get();
        return bytes == 0 ? sample : sample.with(Sample.HEAP, bytes / 1e6);
    }
}
