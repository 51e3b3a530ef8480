package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final long SECOND = 1_000_000_000;

    private final Results results = new Results();

    @Test
    void theMiddleOfTheRoundsCounts() {
        turns(Contender.BARE, 300, 100, 200);

        assertThat(results.median(Row.PUT_1, Contender.BARE, Sample::opsPerSecond))
                .isEqualTo(200);
        assertThat(results.spread(Row.PUT_1, Contender.BARE, Sample::opsPerSecond))
                .isEqualTo(0.5, within(1e-9));
    }

    @Test
    void anEvenNumberOfRoundsTakesTheMeanOfTheMiddleTwo() {
        turns(Contender.BARE, 400, 100, 200, 300);

        assertThat(results.median(Row.PUT_1, Contender.BARE, Sample::opsPerSecond))
                .isEqualTo(250);
    }

    @Test
    void oneFailureLeavesNoFigure() {
        turns(Contender.BARE, 300, 100);
        results.fail(Row.PUT_1, Contender.BARE);

        assertThat(results.failed()).isTrue();
        assertThat(results.median(Row.PUT_1, Contender.BARE, Sample::opsPerSecond))
                .isNaN();
    }

    @Test
    void theTableComparesWithTheBareStubs() {
        turns(Contender.BARE, 1000);
        turns(Contender.JETCD, 400);
        results.fail(Row.GET_1, Contender.BARE);
        results.addTrips(Row.PUT_1, Contender.BARE, 1);

        String table = new Table(results, Contender.BARE)
                .render(List.of(Row.PUT_1, Row.GET_1), List.of(Contender.BARE, Contender.JETCD));

        String[] lines = table.split("\n", -1);
        assertThat(lines[2])
                .startsWith("put, one after another")
                .contains("bare", "1,000", "1.00")
                .endsWith(" 1.00");
        assertThat(lines[3]).contains("jetcd", "400", "0.40");
        assertThat(lines[5]).startsWith("get, one after another").contains("failed");
        assertThat(lines[6]).as("nobody has tried").isEmpty();
        assertThat(lines[3]).hasSameSizeAs(lines[0]).hasSameSizeAs(lines[1]);
    }

    private void turns(Contender contender, long... opsPerSecond) {
        for (long ops : opsPerSecond) {
            results.add(Row.PUT_1, contender, new Sample(ops, SECOND, SECOND, 1000 * ops));
        }
    }
}
