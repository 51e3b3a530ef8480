package dev.tercet.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.spi.ReplyTooLargeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static ProtocolException tooLarge(long bytes) {
        return new ProtocolException(new EtcdException.Details(
                ErrorCode.PROTOCOL,
                Outcome.NOT_APPLIED,
                "too large",
                null,
                null,
                new ReplyTooLargeException("too large", bytes)));
    }

    @ParameterizedTest(name = "{0} keys, {1} bytes")
    @CsvSource({
        // keys in the page, its bytes (0: nobody knows), keys in the next
        "100, 136314880, 3",
        "100, 10485760, 40",
        "100, 8388609, 49",
        "100, 0, 25",
        "10000, 13631488000, 3",
        "10000, 0, 2500",
        "3, 12582912, 1",
        "3, 0, 1",
        "2, 9000000, 1"
    })
    void aPageThatIsTooLargeIsAskedForWithFewerKeys(int keys, long bytes, int next) {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), keys);
        Get page = machine.next();

        assertThat(machine.isToBeSmaller(bytes)).isTrue();
        assertThat(machine.next().maxKeys()).isEqualTo(next);
        assertThat(machine.next().range()).isEqualTo(page.range());
    }

    @Test
    void fewerAndFewerDownToOne() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 0);
        machine.read(page(1, 10, true));
        List<Long> keys = new ArrayList<>();
        do {
            assertThat(machine.next().revision()).isEqualTo(42);
            keys.add(machine.next().maxKeys());
        } while (machine.isToBeSmaller(0));

        assertThat(keys).containsExactly(400L, 100L, 25L, 6L, 1L);
    }

    @Test
    void whatWasRefusedTwiceStaysInDoubtAsAWhole() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 1000);
        machine.isToBeSmaller(0);
        assertThat(machine.next().maxKeys()).isEqualTo(250);
        assertThat(TooLarge.isMended(machine, tooLarge(0))).isTrue();
        for (int i = 0; i < 15; i++) {
            assertThat(machine.next().maxKeys()).isEqualTo(62);
            machine.read(page(62, 10, true));
        }
    }

    @Test
    void pagesGrowAgainAfterwards() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 50);
        machine.isToBeSmaller(40 << 20);
        for (int i = 0; i < 9; i++) {
            assertThat(machine.next().maxKeys()).as("keys that are in doubt").isEqualTo(5);
            machine.read(page(5, 10, true));
        }
        machine.read(page(5, 1 << 20, true));
        assertThat(machine.next().maxKeys()).isEqualTo(3);
        machine.read(page(3, 10, true));
        assertThat(machine.next().maxKeys()).isEqualTo(12);
        machine.read(page(12, 10, true));
        machine.read(page(48, 10, true));
        assertThat(machine.next().maxKeys()).as("the most that was asked for").isEqualTo(50);
    }

    @Test
    void otherFailuresAreFailures() {
        ScanMachine machine = new ScanMachine(Get.prefix("k"), 100);

        assertThat(TooLarge.isMended(machine, new IllegalStateException())).isFalse();
        assertThat(TooLarge.isMended(machine, new IllegalStateException(new IllegalStateException())))
                .isFalse();
        assertThat(machine.next().maxKeys()).isEqualTo(100);
    }

    @Test
    void aSingleKeyMayBeAsLargeAsItIs() {
        assertThat(ScanMachine.maxBytes(Get.prefix("k").limit(2))).isEqualTo(8 << 20);
        assertThat(ScanMachine.maxBytes(Get.prefix("k").limit(1))).isEqualTo(Integer.MAX_VALUE);
        assertThat(ScanMachine.maxBytes(Get.of("k").limit(100))).isEqualTo(Integer.MAX_VALUE);
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
