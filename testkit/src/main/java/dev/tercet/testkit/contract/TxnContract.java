package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.Kv;
import dev.tercet.error.CompareFailedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.LeaseGrant;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Transactions.
 *
 * @since 0.1
 */
public interface TxnContract extends Contract {
    private boolean holds(Compare compare) {
        return etcd().kv().txn(Txn.when(compare)).succeeded();
    }

    @Test
    default void whatHoldsDecidesTheBranch() {
        String key = fresh();
        Kv kv = etcd().kv();
        kv.put(key, "v1");
        Txn swap = Txn.when(Compare.value(key).equalTo("v1"))
                .then(Put.of(key, "v2"))
                .orElse(Get.of(key));
        TxnResult first = kv.txn(swap);
        assertThat(first.succeeded()).isTrue();
        assertThat(first.results()).hasSize(1);
        assertThat(first.put(0).revision()).isEqualTo(first.header().revision());
        TxnResult second = kv.txn(swap);
        assertThat(second.succeeded()).isFalse();
        assertThat(second.get(0).first().orElseThrow().valueText()).isEqualTo("v2");
    }

    @Test
    default void comparesNumbersInEveryWay() {
        String key = fresh();
        Kv kv = etcd().kv();
        long created = kv.put(key, "1").revision();
        long modified = kv.put(key, "2").revision();
        for (Compare.OfNumber about :
                List.of(Compare.version(key), Compare.createRevision(key), Compare.modRevision(key))) {
            Compare probe = about.equalTo(0);
            long actual = switch (probe.target()) {
                case VERSION -> 2;
                case CREATE_REVISION -> created;
                default -> modified;
            };
            assertThat(holds(about.equalTo(actual))).as("%s", probe).isTrue();
            assertThat(holds(about.equalTo(actual + 1))).as("%s", probe).isFalse();
            assertThat(holds(about.notEqualTo(actual + 1))).as("%s", probe).isTrue();
            assertThat(holds(about.notEqualTo(actual))).as("%s", probe).isFalse();
            assertThat(holds(about.greaterThan(actual - 1))).as("%s", probe).isTrue();
            assertThat(holds(about.greaterThan(actual))).as("%s", probe).isFalse();
            assertThat(holds(about.lessThan(actual + 1))).as("%s", probe).isTrue();
            assertThat(holds(about.lessThan(actual))).as("%s", probe).isFalse();
        }
    }

    @Test
    default void comparesValuesByUnsignedBytes() {
        Bytes key = Bytes.of(fresh());
        etcd().kv().put(key, Bytes.ofHex("80"));
        assertThat(holds(Compare.value(key).equalTo(Bytes.ofHex("80")))).isTrue();
        assertThat(holds(Compare.value(key).greaterThan(Bytes.ofHex("7f")))).isTrue();
        assertThat(holds(Compare.value(key).lessThan(Bytes.ofHex("81")))).isTrue();
        assertThat(holds(Compare.value(key).notEqualTo(Bytes.ofHex("80")))).isFalse();
        assertThat(holds(Compare.value(key).greaterThan(Bytes.EMPTY))).isTrue();
    }

    @Test
    default void comparesLeases() {
        String key = fresh();
        LeaseGrant lease = etcd().leases().grant(Duration.ofSeconds(60));
        etcd().kv().put(Put.of(key, "v").withLease(lease.id()));
        assertThat(holds(Compare.lease(key).equalTo(lease.id()))).isTrue();
        assertThat(holds(Compare.lease(key).equalTo(0))).isFalse();
        etcd().leases().revoke(lease.id());
    }

    @Test
    default void aMissingKeyIsZeroAndHasNoValue() {
        String key = fresh();
        assertThat(holds(Compare.missing(key))).isTrue();
        assertThat(holds(Compare.exists(key))).isFalse();
        assertThat(holds(Compare.createRevision(key).equalTo(0))).isTrue();
        assertThat(holds(Compare.lease(key).equalTo(0))).isTrue();
        assertThat(holds(Compare.value(key).equalTo(""))).isFalse();
        assertThat(holds(Compare.value(key).notEqualTo("anything"))).isFalse();
    }

    @Test
    default void aCompareOverARangeHoldsForEveryKey() {
        String prefix = fresh();
        KeyRange range = KeyRange.prefix(prefix);
        assertThat(holds(Compare.createRevision(range).equalTo(0)))
                .as("no key there")
                .isTrue();
        etcd().kv().put(prefix + "a", "v");
        etcd().kv().put(prefix + "b", "v");
        assertThat(holds(Compare.value(range).equalTo("v"))).isTrue();
        assertThat(holds(Compare.createRevision(range).greaterThan(0))).isTrue();
        etcd().kv().put(prefix + "b", "w");
        assertThat(holds(Compare.value(range).equalTo("v"))).isFalse();
    }

    /** etcd takes a transaction without operations for a read of one member's own, which may be behind. */
    @Test
    default void comparesAloneAreNotStale() {
        String key = fresh();
        for (int i = 0; i < 30; i++) {
            long revision = etcd().kv().put(key, "v" + i).revision();
            TxnResult result = etcd().kv().txn(Txn.when(Compare.modRevision(key).equalTo(revision)));
            assertThat(result.succeeded()).as("after put %d", i).isTrue();
            assertThat(result.results()).isEmpty();
        }
    }

    @Test
    default void allComparesHaveToHold() {
        String key = fresh();
        etcd().kv().put(key, "v");
        assertThat(etcd().kv()
                        .txn(Txn.when(Compare.exists(key), Compare.value(key).equalTo("other")))
                        .succeeded())
                .isFalse();
        assertThat(etcd().kv().txn(Txn.when()).succeeded()).isTrue();
    }

    @Test
    default void resultsComeInTheOrderOfTheOperations() {
        String prefix = fresh();
        TxnResult result = etcd().kv()
                .txn(Txn.all(
                        Put.of(prefix + "a", "1"),
                        Get.prefix(prefix),
                        Put.of(prefix + "b", "2"),
                        Get.prefix(prefix),
                        Delete.of(prefix + "c")));
        assertThat(result.results()).hasSize(5);
        assertThat(result.get(1).kvs()).extracting(KeyValue::valueText).containsExactly("1");
        assertThat(result.get(3).kvs()).extracting(KeyValue::valueText).containsExactly("1", "2");
        assertThat(result.delete(4).deleted()).isZero();
        assertThatThrownBy(() -> result.put(1)).isInstanceOf(ClassCastException.class);
    }

    @Test
    default void aTransactionIsOneRevision() {
        String prefix = fresh();
        TxnResult result = etcd().kv().txn(Txn.all(Put.of(prefix + "a", "1"), Put.of(prefix + "b", "2")));
        assertThat(etcd().kv().get(Get.prefix(prefix)).kvs())
                .extracting(KeyValue::modRevision)
                .containsOnly(result.header().revision());
    }

    @Test
    default void transactionsNest() {
        String key = fresh();
        Kv kv = etcd().kv();
        Txn inner = Txn.when(Compare.exists(key)).then(Get.of(key)).orElse(Put.of(key, "inner"));
        TxnResult first = kv.txn(Txn.all(Get.of(key), inner));
        assertThat(first.txn(1).succeeded()).isFalse();
        assertThat(first.txn(1).put(0).previous()).isEmpty();
        TxnResult second = kv.txn(Txn.all(Get.of(key), inner));
        assertThat(second.txn(1).succeeded()).isTrue();
        assertThat(second.txn(1).get(0).first().orElseThrow().valueText()).isEqualTo("inner");
    }

    @Test
    default void nestedComparesSeeTheStateBefore() {
        String key = fresh();
        TxnResult result = etcd().kv()
                .txn(Txn.all(
                        Put.of(key, "v"),
                        Txn.when(Compare.exists(key)).then(Get.of(key)).orElse()));
        assertThat(result.txn(1).succeeded()).isFalse();
    }

    @Test
    default void theThrowingFormThrowsWithTheResult() {
        String key = fresh();
        Kv kv = etcd().kv();
        Txn create = Txn.when(Compare.missing(key)).then(Put.of(key, "v")).orElse(Get.of(key));
        assertThat(kv.txnOrThrow(create).succeeded()).isTrue();
        assertThatThrownBy(() -> kv.txnOrThrow(create)).isInstanceOfSatisfying(CompareFailedException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.COMPARE_FAILED);
            assertThat(e.result().get(0).first().orElseThrow().valueText()).isEqualTo("v");
        });
    }

    @Test
    default void aKeyTwiceIsRefused() {
        String key = fresh();
        Kv kv = etcd().kv();
        Expect.rejection(ErrorCode.DUPLICATE_KEY, () -> kv.txn(Txn.all(Put.of(key, "1"), Put.of(key, "2"))));
        Expect.rejection(ErrorCode.DUPLICATE_KEY, () -> kv.txn(Txn.all(Put.of(key, "1"), Delete.prefix(key))));
        assertThat(kv.get(Get.of(key)).isEmpty()).isTrue();
        assertThat(kv.txn(Txn.when(Compare.missing(key)).then(Put.of(key, "1")).orElse(Put.of(key, "2")))
                        .succeeded())
                .as("the same key in both branches")
                .isTrue();
    }

    @Test
    default void tooManyOperationsAreRefused() {
        String prefix = fresh();
        List<Op<?>> many = Collections.nCopies(129, Get.of(prefix));
        Expect.rejection(
                ErrorCode.TOO_MANY_OPERATIONS, () -> etcd().kv().txn(Txn.when().then(many)));
        List<Put> most =
                IntStream.range(0, 128).mapToObj(i -> Put.of(prefix + i, "v")).toList();
        assertThat(etcd().kv().txn(Txn.when().then(most)).results()).hasSize(128);
    }

    @Test
    default void aFailureInTheMiddleAppliesNothing() {
        String prefix = fresh();
        Expect.rejection(
                ErrorCode.LEASE_NOT_FOUND,
                () -> etcd().kv()
                        .txn(Txn.all(
                                Put.of(prefix + "a", "1"),
                                Put.of(prefix + "b", "2").withLease(0x7000_0000_0000_0002L))));
        assertThat(etcd().kv().get(Get.prefix(prefix)).isEmpty()).isTrue();
    }

    @Test
    default void aTransactionServesAsAnOperation() {
        String key = fresh();
        TxnResult result = etcd().kv().execute(Txn.when(Compare.missing(key)).then(Put.of(key, "v")));
        assertThat(result.succeeded()).isTrue();
    }
}
