package dev.tercet.conformance.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.v2.V2Backend;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a class has once is no leak, and all else is. */
class HistogramTest {
    private static final String LAMBDA = "dev.tercet.Some$$Lambda$7/0x00007fb024693528";
    private static final String OTHER_LAMBDA = "dev.tercet.Some$$Lambda/0x00007fb024693530";
    private static final Histogram EMPTY = new Histogram(Map.of());

    @Test
    void anEnumThatIsFirstUsedMeanwhile() {
        Histogram now = new Histogram(Map.of(V2Backend.class.getName(), 2L));
        assertThat(now.of("dev.tercet.")).isZero();
        assertThat(now.more(EMPTY, "dev.tercet.")).isEmpty();
    }

    @Test
    void lambdasThatAreFirstUsedMeanwhile() {
        Histogram now = new Histogram(Map.of(LAMBDA, 1L, OTHER_LAMBDA, 1L));
        assertThat(now.of("dev.tercet.")).isZero();
        assertThat(now.more(EMPTY, "dev.tercet.")).isEmpty();
    }

    @Test
    void lambdasThatSomebodyKeeps() {
        Histogram before = new Histogram(Map.of(LAMBDA, 1L));
        Histogram now = new Histogram(Map.of(LAMBDA, 101L, OTHER_LAMBDA, 51L));
        assertThat(now.of("dev.tercet.")).isEqualTo(150);
        assertThat(now.more(before, "dev.tercet.")).containsExactly("100 " + LAMBDA, "50 " + OTHER_LAMBDA);
    }

    @Test
    void objectsOfAClassThatHadNone() {
        Histogram now = new Histogram(Map.of(Bytes.class.getName(), 100L));
        assertThat(now.of("dev.tercet.")).isEqualTo(100);
        assertThat(now.more(EMPTY, "dev.tercet.")).containsExactly("100 " + Bytes.class.getName());
    }

    /** The names of classes are those that this JVM has for them. */
    @Test
    void inThisJvm() {
        V2Backend constant = V2Backend.HTTP;
        Supplier<String> lambda = () -> "nothing captured";
        List<Bytes> kept =
                IntStream.range(0, 100).mapToObj(i -> Bytes.of("k" + i)).toList();
        Histogram now = Histogram.taken();
        assertThat(now.instances()).containsEntry(V2Backend.class.getName(), (long) V2Backend.values().length);
        assertThat(now.of(constant.getClass().getName())).isZero();
        assertThat(now.instances().keySet())
                .as("%s", lambda.get())
                .anyMatch(name -> name.startsWith(HistogramTest.class.getName() + "$$Lambda"));
        assertThat(now.of(Bytes.class.getName())).isGreaterThanOrEqualTo(kept.size());
    }
}
