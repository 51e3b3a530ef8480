package dev.tercet.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanMachineTest {
    private static KeyValue kv(String key, int size) {
        return new KeyValue(Bytes.of(key), Bytes.wrap(new byte[size]), 1, 1, 1, 0);
    }

    private static GetResult page(boolean more, KeyValue... kvs) {
        return new GetResult(new Header(1, 1, 42, 1), List.of(kvs), more, 99);
    }

    private static GetResult page(int count, int size, boolean more) {
        return page(
                more, IntStream.range(0, count).mapToObj(i -> kv("k" + i, size)).toArray(KeyValue[]::new));
    }

    @Test
    void eachPageBeginsAfterTheLastKeyAtTheRevisionOfTheFirst() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 2);
        Get first = machine.next();
        assertThat(first.range()).isEqualTo(KeyRange.prefix("k"));
        assertThat(first.revision()).isZero();
        assertThat(first.maxKeys()).isEqualTo(2);
        machine.read(page(true, kv("k1", 1), kv("k2", 1)));
        Get second = machine.next();
        assertThat(second.range()).isEqualTo(KeyRange.between("k2\0", "l"));
        assertThat(second.revision()).isEqualTo(42);
        machine.read(page(false, kv("k3", 1)));

        assertThat(machine.next()).isNull();
    }

    @Test
    void aPageThatFailedIsAskedForAgain() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 2);

        assertThat(machine.next().range()).isEqualTo(machine.next().range());
    }

    @Test
    void theRevisionAskedForStays() {
        ScanMachine machine = new ScanMachine(Get.prefix("k").atRevision(7), 1);
        assertThat(machine.next().revision()).isEqualTo(7);
        machine.read(page(true, kv("k1", 1)));

        assertThat(machine.next().revision()).isEqualTo(7);
    }

    @Test
    void whatElseWasAskedForStays() {
        ScanMachine machine = new ScanMachine(Get.prefix("k").keysOnly().serializable(), 1);
        machine.read(page(true, kv("k1", 0)));

        assertThat(machine.next()).matches(Get::isKeysOnly).matches(Get::isSerializable);
    }

    @Test
    void everyKeyHasNoEnd() {
        ScanMachine machine = new ScanMachine(Get.of(KeyRange.ALL), 1);
        machine.read(page(true, kv("k1", 1)));

        assertThat(machine.next().range()).isEqualTo(KeyRange.from("k1\0"));
    }

    @Test
    void theLimitIsForTheWhole() {
        ScanMachine machine = new ScanMachine(Get.prefix("k").limit(5), 2);
        machine.read(page(2, 1, true));
        assertThat(machine.next().maxKeys()).isEqualTo(2);
        machine.read(page(2, 1, true));
        assertThat(machine.next().maxKeys()).isEqualTo(1);
        machine.read(page(1, 1, true));

        assertThat(machine.next()).isNull();
    }

    @Test
    void anEmptyPageEndsIt() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 2);
        assertThat(machine.read(page(true))).isEmpty();

        assertThat(machine.next()).isNull();
    }

    @Test
    void oneKeyIsOnePage() {
        ScanMachine machine = new ScanMachine(Get.of("k"), 2);
        assertThat(machine.read(page(true, kv("k", 1)))).hasSize(1);

        assertThat(machine.next()).isNull();
    }

    @Test
    void aRangeThatEndsRightAfterTheLastKeyIsDone() {
        ScanMachine machine = new ScanMachine(Get.of(KeyRange.between("k", "k1\0")), 2);
        machine.read(page(true, kv("k", 1), kv("k1", 1)));

        assertThat(machine.next()).isNull();
    }

    @Test
    void pagesGrowFourfoldWhileTheyAreLight() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 0);
        assertThat(machine.next().maxKeys()).isEqualTo(100);
        machine.read(page(100, 10, true));
        assertThat(machine.next().maxKeys()).isEqualTo(400);
        machine.read(page(400, 10, true));
        assertThat(machine.next().maxKeys()).isEqualTo(1600);
        for (int i = 0; i < 4; i++) {
            machine.read(page(1600, 10, true));
        }
        assertThat(machine.next().maxKeys()).isEqualTo(10_000);
    }

    @Test
    void pagesOfLargeValuesShrink() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 0);
        machine.read(page(100, 1 << 20, true));
        assertThat(machine.next().maxKeys()).isEqualTo(3);
        machine.read(page(1, 16 << 20, true));
        assertThat(machine.next().maxKeys()).isEqualTo(1);
    }

    @Test
    void aPageSizeThatIsGivenStays() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 7);
        machine.read(page(7, 1, true));

        assertThat(machine.next().maxKeys()).isEqualTo(7);
    }

    @Test
    void whatCannotBePagedIsRefused() {
        assertThat(ScanMachine.check(Get.prefix("k").sortedBy(SortTarget.KEY, SortOrder.ASCENDING)))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScanMachine.check(Get.prefix("k").sortedBy(SortTarget.KEY, SortOrder.DESCENDING)))
                .withMessageContaining("DESCENDING");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScanMachine.check(Get.prefix("k").sortedBy(SortTarget.VALUE, SortOrder.ASCENDING)))
                .withMessageContaining("VALUE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScanMachine.check(Get.prefix("k").countOnly()))
                .withMessageContaining("count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScanMachine.check(Get.prefix("k").minModRevision(3)))
                .withMessageContaining("revision");
    }
}
