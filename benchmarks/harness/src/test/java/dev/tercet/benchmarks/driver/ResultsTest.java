package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import dev.tercet.benchmarks.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final long SECOND = 1_000_000_000;

    private static final Row PUT = Row.of(Work.PUT);
    private static final Row GET = Row.of(Work.GET);

    private final Results results = new Results();

    @Test
    void theMiddleOfTheRoundsCounts() {
        turns(Contender.BARE, 300, 100, 200);

        assertThat(results.median(PUT, Contender.BARE, Sample::opsPerSecond)).isEqualTo(200);
        assertThat(results.spread(PUT, Contender.BARE, Sample::opsPerSecond)).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void anEvenNumberOfRoundsTakesTheMeanOfTheMiddleTwo() {
        turns(Contender.BARE, 400, 100, 200, 300);

        assertThat(results.median(PUT, Contender.BARE, Sample::opsPerSecond)).isEqualTo(250);
    }

    @Test
    void oneFailureLeavesTheOtherTurns() {
        turns(Contender.BARE, 300, 100);
        results.fail(PUT, Contender.BARE, "lost");

        assertThat(results.failed()).isTrue();
        assertThat(results.median(PUT, Contender.BARE, Sample::opsPerSecond)).isEqualTo(200);
        assertThat(new Table(run(PUT)).render()).contains("turns that failed: 1");
    }

    @Test
    void mostTurnsFailedLeavesNoFigure() {
        turns(Contender.BARE, 300);
        results.fail(PUT, Contender.BARE, "lost");
        results.fail(PUT, Contender.BARE, "lost again");

        assertThat(results.median(PUT, Contender.BARE, Sample::opsPerSecond)).isNaN();
    }

    @Test
    void theTableComparesWithTheBareStubs() {
        turns(Contender.BARE, 1000);
        turns(Contender.JETCD, 400);
        results.fail(GET, Contender.BARE, "lost");
        results.addTrips(PUT, Contender.BARE, 1);

        String table = new Table(run(PUT, GET)).render();

        String[] lines = table.split("\n", -1);
        assertThat(lines[2])
                .startsWith("put, one after another")
                .contains("bare", "1,000", "1.00")
                .endsWith("trips 1.00");
        assertThat(lines[3]).contains("jetcd", "400", "0.40");
        assertThat(lines[5]).startsWith("get, one after another").contains("failed");
        assertThat(lines[6]).as("nobody has tried").isEmpty();
        assertThat(lines[0]).hasSameSizeAs(lines[1]).endsWith("  more");
        assertThat(lines[3]).as("its columns").hasSize(lines[0].length() - "  more".length());
    }

    @Test
    void furtherFiguresAreShownWhereARowHasThem() {
        results.add(PUT, Contender.BARE, new Sample(1, 1, 1, 1).with("p50", 100));
        results.add(PUT, Contender.JETCD, new Sample(1, 1, 1, 1).with("p50", 200));
        results.add(GET, Contender.BARE, new Sample(1, 1, 1, 1));

        String table = new Table(run(PUT, GET)).render();

        assertThat(table.lines().filter(line -> line.contains("p50")))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("p50 200.0     (2.00)");
    }

    @Test
    void eachFigureIsComparedWithThePeerThatIsBestAtIt() {
        turns(Contender.TERCET, 600);
        turns(Contender.ETCD_JAVA, 300);
        results.add(PUT, Contender.JETCD, new Sample(200, SECOND, 50_000_000, 200));
        Run run = new Run(
                "server",
                "17",
                List.of(PUT),
                List.of(Contender.TERCET, Contender.ETCD_JAVA, Contender.JETCD),
                Contender.TERCET,
                results);

        assertThat(run.toPeer(PUT, Contender.TERCET, Sample::opsPerSecond, true))
                .isEqualTo(2);
        assertThat(run.toPeer(PUT, Contender.TERCET, Sample::bytesPerOp, false)).isEqualTo(1000);
        assertThat(run.toPeer(PUT, Contender.JETCD, Sample::bytesPerOp, false)).isEqualTo(1);
    }

    @Test
    void speedAndCpuAreComparedWithTheClientForGo() {
        turns(Contender.BARE, 600);
        results.add(PUT, Contender.GO, new Sample(200, SECOND, 500_000_000, 200));
        Run run = new Run(
                "server", "17", List.of(PUT, GET), List.of(Contender.BARE, Contender.GO), Contender.BARE, results);
        results.add(GET, Contender.BARE, new Sample(1, 1, 1, 1));

        List<String> lines = new Table(run).render().lines().toList();

        assertThat(lines.get(0))
                .containsPattern("ops/s +x bare +x go +\\+- +CPU us/op +x bare +x go +bytes/op +x bare  more");
        assertThat(lines.get(2)).containsPattern("bare +600 +1.00 +3.00 +0% +1,666.7 +1.00 +0.67 +1,000 +1.00$");
        assertThat(lines.get(2)).hasSize(lines.get(0).length() - "  more".length());
        assertThat(lines.get(5)).as("what Go has no word for").containsPattern("1.00 +- +0%");
        assertThat(new Table(run(PUT)).render()).doesNotContain("x go");
    }

    @Test
    void whyThereIsNothingIsSaid() {
        results.none(PUT, Contender.BARE, "no virtual threads in JDK 17");
        results.none(PUT, Contender.JETCD, "");

        assertThat(new Table(run(PUT)).render())
                .contains("none: no virtual threads in JDK 17")
                .doesNotContain("jetcd");
    }

    @Test
    void theFootprintIsOfTheWholeProcess() {
        results.add(PUT, Contender.BARE, new Sample(1, 1, 1, 1).with(Sample.HEAP, 20));
        results.add(
                GET,
                Contender.BARE,
                new Sample(1, 1, 1, 1).with(Sample.HEAP, 30).with(Sample.THREADS, 70));
        results.add(GET, Contender.BARE, new Sample(1, 1, 1, 1).with(Sample.THREADS, 71));
        results.add(Contender.BARE, new Footprint(12.5, 9));

        String table =
                new FootprintTable(run(PUT, GET), Map.of(Contender.BARE, List.of(1_500_000L, 500_000L))).render();

        assertThat(table.lines().toList().get(2)).matches(" +bare +30.0 +12.5 +9 +2 +2.0");
        assertThat(new Table(run(PUT)).render()).doesNotContain("heap", "threads");
        assertThat(results.most(PUT, Contender.BARE, Sample.HEAP)).isEqualTo(20);
        assertThat(results.most(GET, Contender.BARE, Sample.THREADS)).isEqualTo(71);
        assertThat(results.most(PUT, Contender.BARE, Sample.THREADS)).isNaN();
    }

    private Run run(Row... rows) {
        return new Run(
                "server", "17", List.of(rows), List.of(Contender.BARE, Contender.JETCD), Contender.BARE, results);
    }

    private void turns(Contender contender, long... opsPerSecond) {
        for (long ops : opsPerSecond) {
            results.add(PUT, contender, new Sample(ops, SECOND, SECOND, 1000 * ops));
        }
    }
}
