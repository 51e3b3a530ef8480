package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import dev.tercet.benchmarks.Work;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final long SECOND = 1_000_000_000;

    private final Results results = new Results();

    private String table(String... ids) {
        return new Growth(results).render(Row.rows(ids), List.of(Contender.BARE, Contender.TERCET));
    }

    private void add(String id, long ops, long cpu, long bytes) {
        results.add(Row.named(id).orElseThrow(), Contender.TERCET, new Sample(ops, SECOND, cpu * ops, bytes * ops));
    }

    /** The table of three sizes, ten, a hundred and a thousand, each with its operations and with CPU and bytes of one of them. */
    private String table(String work, long[] ten, long[] hundred, long[] thousand) {
        add(work + "-10", ten[0], ten[1], ten[2]);
        add(work + "-100", hundred[0], hundred[1], hundred[2]);
        add(work + "-1000", thousand[0], thousand[1], thousand[2]);
        return table(work + "-1000", work + "-10", work + "-100");
    }

    @Test
    void whatOneCostsIsComparedWithTheSmallest() {
        assertThat(table("scan", new long[] {1000, 10, 500}, new long[] {500, 30, 500}, new long[] {100, 20, 600}))
                .contains("scan of 10 keys")
                .containsPattern("tercet +2.00 +10.00 +3.00 +2.00 +1.00 +1.20");
    }

    @Test
    void aRangeIsAsManyAsItHasKeys() {
        assertThat(table("range", new long[] {1000, 10, 500}, new long[] {100, 100, 5000}, new long[] {20, 1000, 50_000
                }))
                .containsPattern("tercet +1.00 +0.50 +1.00 +1.00 +1.00 +1.00");
    }

    @Test
    void twoSizesSayNothing() {
        add("put-1", 1000, 10, 500);
        add("put-16", 1000, 10, 500);

        assertThat(table("put-1", "put-16")).isEmpty();
    }

    @Test
    void aValueIsAsManyAsItHasBytes() {
        add("put-10-bytes", 1000, 10, 500);
        add("put-100-bytes", 1000, 20, 1000);
        add("put-1000-bytes", 1000, 100, 50_000);

        assertThat(table("put-10-bytes", "put-100-bytes", "put-1000-bytes"))
                .containsPattern("tercet +0.10 +0.01 +0.20 +0.10 +0.20 +1.00");
    }

    @Test
    void rowsOfGrowthAreThreeOfEveryKindThatHasSizes() {
        List<Row> rows = Row.growth();
        for (int i = 0; i < rows.size(); i += 3) {
            assertThat(rows.get(i + 1))
                    .isEqualTo(new Row(rows.get(i).work(), rows.get(i).size() * 10));
            assertThat(rows.get(i + 2))
                    .isEqualTo(new Row(rows.get(i).work(), rows.get(i).size() * 100));
        }
        // Its size is how long nobody has anything to do.
        assertThat(rows.stream().map(Row::work).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Work.values())
                        .filter(work -> work != Work.LOCK_HANDOVER)
                        .filter(work -> !new Row(work, 1).id().equals(new Row(work, 2).id()))
                        .toList());
    }
}
