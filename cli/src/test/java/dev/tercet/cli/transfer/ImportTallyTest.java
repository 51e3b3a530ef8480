package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportTallyTest {
    @Test
    void nothingDoneIsSaidSo() {
        assertThat(new ImportTally(3, 12).text()).isEqualTo("Nothing was changed.");
    }

    @Test
    void countsWhatIsDoneAndWhatIsNot() {
        ImportTally tally = new ImportTally(4, 13);
        tally.add(landed(1, 3, 1));
        tally.add(landed(2, 2, 0));
        assertThat(tally.text())
                .isEqualTo("2 of 4 transactions are done (5 keys updated, 1 deleted), 2 are not."
                        + " Run it again: it compares anew and goes on from there.");
        assertThat(tally.handled()).isEqualTo(6);
        assertThat(tally.isComplete()).isFalse();
    }

    @Test
    void whatNobodyCanTellIsSaidSo() {
        ImportTally tally = new ImportTally(3, 9);
        tally.add(landed(1, 3, 0));
        IllegalStateException first = new IllegalStateException("first");
        tally.add(Landing.failed(batch(2, 3, 0), first));
        tally.add(Landing.failed(batch(3, 3, 0), new IllegalStateException("second")));
        assertThat(tally.failure()).containsSame(first);
        assertThat(tally.text())
                .startsWith("1 of 3 transactions is done (3 keys updated, 0 deleted), 2 may or may not be. Run");
    }

    @Test
    void conflictsAreNeitherUpdatedNorDeleted() {
        ImportTally tally = new ImportTally(1, 5);
        Batch batch = batch(1, 3, 2);
        tally.add(Landing.done(
                batch,
                List.of(
                        new Conflict(batch.changes().get(0), 9),
                        new Conflict(batch.changes().get(4), 0))));
        assertThat(tally.updated()).isEqualTo(2);
        assertThat(tally.deleted()).isEqualTo(1);
        assertThat(tally.conflicts()).isEqualTo(2);
        assertThat(tally.isComplete()).isTrue();
    }

    @Test
    void aConflictSaysWhatChanged() {
        Entry seen = new Entry(Bytes.of("k"), Bytes.EMPTY, 0, 7, 0, 0, null);
        assertThat(new Conflict(new Change(seen, false), 9).text())
                .isEqualTo("\"k\" had revision 7 and has revision 9");
        assertThat(new Conflict(new Change(seen, true), 0).text()).isEqualTo("\"k\" had revision 7 and is gone");
        assertThat(new Conflict(new Change(Entry.of(Bytes.of("k"), Bytes.EMPTY), false), 9).text())
                .isEqualTo("\"k\" was not there and has revision 9");
    }

    private static Landing landed(int number, int updates, int deletes) {
        return Landing.done(batch(number, updates, deletes), List.of());
    }

    static Batch batch(int number, int updates, int deletes) {
        return new Batch(
                number,
                IntStream.range(0, updates + deletes)
                        .mapToObj(i -> new Change(Entry.of(Bytes.of("k" + i), Bytes.EMPTY), i >= updates))
                        .toList());
    }
}
