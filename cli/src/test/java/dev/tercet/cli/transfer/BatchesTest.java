package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.run.TxnLimits;
import dev.tercet.kv.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
    @ParameterizedTest
    @CsvSource({"0,128,0", "1,128,1", "127,128,1", "128,128,1", "129,128,2", "256,128,2", "257,128,3", "5,1,5"})
    void holdSoManyOperations(int changes, int operations, int batches) {
        assertThat(sizes(changes(changes, 1), operations, TxnLimits.BYTES)).hasSize(batches);
        assertThat(new Batches(changes(changes, 1).iterator(), operations, TxnLimits.BYTES).count())
                .isEqualTo(batches);
    }

    @Test
    void holdSoManyBytes() {
        long each = changes(1, 1000).get(0).size();
        assertThat(sizes(changes(5, 1000), 128, 2 * each)).containsExactly(2, 2, 1);
        assertThat(sizes(changes(5, 1000), 128, 2 * each - 1)).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void whatIsTooLargeByItselfComesAlone() {
        List<Change> changes = new ArrayList<>(changes(1, 1));
        changes.addAll(changes(1, 5000));
        changes.addAll(changes(2, 1));
        assertThat(sizes(changes, 128, 1000)).containsExactly(1, 1, 2);
    }

    @Test
    void areCountedFromOneInTheOrderOfChanges() {
        Batches batches = new Batches(changes(3, 1).iterator(), 2, TxnLimits.BYTES);
        Batch first = batches.next();
        Batch second = batches.next();
        assertThat(first.number()).isEqualTo(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.changes().get(0).key()).isEqualTo(Bytes.of("k2"));
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    private static List<Integer> sizes(List<Change> changes, int operations, long bytes) {
        List<Integer> sizes = new ArrayList<>();
        new Batches(changes.iterator(), operations, bytes)
                .forEachRemaining(batch -> sizes.add(batch.changes().size()));
        return sizes;
    }

    private static List<Change> changes(int count, int valueBytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Change(Entry.of(Bytes.of("k" + i), Bytes.wrap(new byte[valueBytes])), false))
                .toList();
    }
}
