package dev.tercet.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That every benchmark still does what it is to measure: each is run once, in this JVM. */
class PiecesTest {
    @BeforeAll
    static void besideOthers() {
        // Nothing is measured here, so another run on this machine does not matter.
        System.setProperty("jmh.ignoreLock", "true");
    }

    static List<String> all() {
        return Pieces.matching(".");
    }

    @ParameterizedTest
    @MethodSource("all")
    void runs(String name) throws RunnerException {
        ChainedOptionsBuilder once = new OptionsBuilder()
                .mode(Mode.SingleShotTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .verbosity(VerboseMode.SILENT);
        Pieces.Line line = Pieces.measure(name, once);
        assertThat(line.title()).doesNotContain("Bench").contains(".");
        assertThat(line.nanos()).isPositive();
        assertThat(line.samples()).containsExactly(line.nanos());
        assertThat(line.figures()).containsKeys("nanos", "bytes");
    }

    @Test
    void aLineIsTheMedianAndHalfTheRangeInPartsOfIt() {
        Pieces.Line odd = new Pieces.Line("x", 0, 0, 0, List.of(4.0, 1.0, 2.0));
        assertThat(odd.median()).isEqualTo(2);
        assertThat(odd.spread()).isEqualTo(0.75);
        assertThat(new Pieces.Line("x", 0, 0, 0, List.of(4.0, 1.0, 2.0, 3.0)).median())
                .isEqualTo(2.5);
    }

    @Test
    void aPatternChooses() {
        assertThat(all()).hasSizeGreaterThan(30);
        assertThat(Pieces.matching("Decode.*put$")).containsExactly("dev.tercet.benchmarks.jmh.DecodeBench.put");
        assertThat(Pieces.matching("^Decode.put$")).containsExactly("dev.tercet.benchmarks.jmh.DecodeBench.put");
        assertThat(Pieces.matching("nothing like it")).isEmpty();
    }
}
