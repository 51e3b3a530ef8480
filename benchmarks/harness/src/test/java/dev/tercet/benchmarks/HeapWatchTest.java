package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapWatchTest {
    private static final Sample SAMPLE = new Sample(1, 1, 1, 1);

    private final HeapWatch heap = new HeapWatch();

    @Test
    void aCollectionIsSeen() {
        assertThat(heap.addTo(SAMPLE)).isEqualTo(SAMPLE);

        System.gc();

        await().untilAsserted(
                        () -> assertThat(heap.addTo(SAMPLE).figure(Sample.HEAP)).isPositive());
    }

    @Test
    void theMostCountsOfTheHeapAndOfNothingElse() {
        // More than there is, so that what is collected here meanwhile makes no difference.
        heap.take(Map.of(pool(MemoryType.HEAP), used(1L << 40), pool(MemoryType.NON_HEAP), used(1L << 41)));
        heap.take(Map.of(pool(MemoryType.HEAP), used(1L << 39)));
        assertThat(heap.addTo(SAMPLE).figure(Sample.HEAP)).isEqualTo((1L << 40) / 1e6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"end of minor GC", "end of major GC", "end of GC cycle"})
    void thatIsTheEndOfACollection(String action) {
        assertThat(HeapWatch.isCollection(action)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"end of concurrent GC pause", "end of GC pause"})
    void aPauseOfOneThatGoesOnIsNot(String action) {
        assertThat(HeapWatch.isCollection(action)).isFalse();
    }

    private static String pool(MemoryType type) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == type)
                .map(MemoryPoolMXBean::getName)
                .findFirst()
                .orElseThrow();
    }

    private static MemoryUsage used(long bytes) {
        return new MemoryUsage(0, bytes, bytes, bytes);
    }
}
