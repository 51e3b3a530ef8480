package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.Kv;
import dev.tercet.error.ErrorCode;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.LeaseGrant;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Single keys: put, get and delete, and what they say about it.
 *
 * @since 0.1
 */
public interface KvContract extends Contract {
    @Test
    default void whatIsPutIsThere() {
        String key = fresh();
        PutResult put = etcd().kv().put(key, "hello");
        GetResult got = etcd().kv().get(Get.of(key));
        assertThat(got.kvs()).hasSize(1);
        KeyValue kv = got.kvs().get(0);
        assertThat(kv.keyText()).isEqualTo(key);
        assertThat(kv.valueText()).isEqualTo("hello");
        assertThat(kv.createRevision()).isEqualTo(put.revision());
        assertThat(kv.modRevision()).isEqualTo(put.revision());
        assertThat(kv.version()).isEqualTo(1);
        assertThat(kv.lease()).isZero();
        assertThat(kv.isNew()).isTrue();
        assertThat(got.count()).isEqualTo(1);
        assertThat(got.more()).isFalse();
        assertThat(got.revision()).isEqualTo(got.header().revision()).isGreaterThanOrEqualTo(put.revision());
    }

    @Test
    default void aDeleteAndATransactionHaveRevisions() {
        String key = fresh();
        long put = etcd().kv().put(key, "v").revision();
        assertThat(etcd().kv().delete(key).revision()).isGreaterThan(put);
        TxnResult txn = etcd().kv().txn(Txn.when(Compare.missing(key)).then(Put.of(key, "again")));
        assertThat(txn.revision()).isEqualTo(etcd().kv().get(key).orElseThrow().createRevision());
    }

    @Test
    default void aStringIsReadBackInOneCall() {
        String key = fresh();
        assertThat(etcd().kv().getString(key)).isEmpty();
        etcd().kv().put(key, "grüße, 世界");
        assertThat(etcd().kv().getString(key)).contains("grüße, 世界");
    }

    @Test
    default void headersSayWhoAnswered() {
        PutResult put = etcd().kv().put(fresh(), "v");
        assertThat(put.header().clusterId()).isNotZero();
        assertThat(put.header().memberId()).isNotZero();
        assertThat(put.header().raftTerm()).isPositive();
        assertThat(put.header().revision()).isGreaterThan(1);
    }

    @Test
    default void everyPutIsOneRevisionAndOneVersion() {
        String key = fresh();
        Kv kv = etcd().kv();
        long first = kv.put(key, "1").revision();
        long second = kv.put(key, "2").revision();
        long third = kv.put(key, "2").revision();
        assertThat(second).isEqualTo(first + 1);
        assertThat(third).isEqualTo(first + 2);
        KeyValue last = kv.get(Get.of(key)).first().orElseThrow();
        assertThat(last.version()).isEqualTo(3);
        assertThat(last.createRevision()).isEqualTo(first);
        assertThat(last.modRevision()).isEqualTo(third);
    }

    @Test
    default void aDeletedKeyBeginsAnew() {
        String key = fresh();
        Kv kv = etcd().kv();
        kv.put(key, "1");
        long deleted = kv.delete(Delete.of(key)).header().revision();
        assertThat(kv.get(Get.of(key)).isEmpty()).isTrue();
        long again = kv.put(key, "2").revision();
        assertThat(again).isEqualTo(deleted + 1);
        KeyValue last = kv.get(Get.of(key)).first().orElseThrow();
        assertThat(last.version()).isEqualTo(1);
        assertThat(last.createRevision()).isEqualTo(again);
    }

    @Test
    default void thePreviousIsReturnedOnlyWhenAskedFor() {
        String key = fresh();
        Kv kv = etcd().kv();
        assertThat(kv.put(Put.of(key, "1").returningPrevious()).previous()).isEmpty();
        assertThat(kv.put(Put.of(key, "2")).previous()).isEmpty();
        KeyValue previous =
                kv.put(Put.of(key, "3").returningPrevious()).previous().orElseThrow();
        assertThat(previous.valueText()).isEqualTo("2");
        assertThat(previous.version()).isEqualTo(2);
    }

    @Test
    default void anEmptyValueIsAValue() {
        String key = fresh();
        etcd().kv().put(key, "");
        GetResult got = etcd().kv().get(Get.of(key));
        assertThat(got.kvs())
                .singleElement()
                .satisfies(kv -> assertThat(kv.value().isEmpty()).isTrue());
        assertThat(etcd().kv().getString(key)).contains("");
    }

    @Test
    default void keysAndValuesAreAnyBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Bytes key = Bytes.of(fresh()).plus(Bytes.wrap(all));
        etcd().kv().put(key, Bytes.wrap(all));
        KeyValue kv = etcd().kv().get(Get.of(key)).first().orElseThrow();
        assertThat(kv.key()).isEqualTo(key);
        assertThat(kv.value().toArray()).isEqualTo(all);
    }

    @Test
    default void aMegabyteIsAValue() {
        byte[] large = new byte[1 << 20];
        new Random(42).nextBytes(large);
        Bytes key = Bytes.of(fresh());
        etcd().kv().put(key, Bytes.wrap(large));
        assertThat(etcd().kv().get(Get.of(key)).first().orElseThrow().value()).isEqualTo(Bytes.wrap(large));
        etcd().kv().delete(Delete.of(key));
    }

    @Test
    default void aDeleteCountsAndReturnsWhatItRemoved() {
        String prefix = fresh();
        Kv kv = etcd().kv();
        kv.put(prefix + "b", "2");
        kv.put(prefix + "a", "1");
        DeleteResult result = kv.delete(Delete.prefix(prefix).returningPrevious());
        assertThat(result.deleted()).isEqualTo(2);
        assertThat(result.previous()).extracting(KeyValue::keyText).containsExactly(prefix + "a", prefix + "b");
        assertThat(result.previous()).extracting(KeyValue::valueText).containsExactly("1", "2");
    }

    @Test
    default void aDeleteOfNothingChangesNothing() {
        String key = fresh();
        long before = etcd().kv().put(key + "other", "v").revision();
        DeleteResult result = etcd().kv().delete(Delete.of(key).returningPrevious());
        assertThat(result.deleted()).isZero();
        assertThat(result.previous()).isEmpty();
        assertThat(result.header().revision()).isEqualTo(before);
    }

    @Test
    default void aRangeIsDeletedWithoutItsEnd() {
        String prefix = fresh();
        Kv kv = etcd().kv();
        for (String name : new String[] {"a", "b", "c"}) {
            kv.put(prefix + name, name);
        }
        assertThat(kv.delete(Delete.of(KeyRange.between(prefix + "a", prefix + "c")))
                        .deleted())
                .isEqualTo(2);
        assertThat(kv.get(Get.prefix(prefix)).kvs())
                .extracting(KeyValue::keyText)
                .containsExactly(prefix + "c");
    }

    @Test
    default void aPutCanKeepTheValue() {
        String key = fresh();
        Kv kv = etcd().kv();
        kv.put(key, "kept");
        kv.put(Put.keepingValue(key));
        KeyValue last = kv.get(Get.of(key)).first().orElseThrow();
        assertThat(last.valueText()).isEqualTo("kept");
        assertThat(last.version()).isEqualTo(2);
    }

    @Test
    default void aPutCanKeepTheLeaseOrDropIt() {
        String key = fresh();
        Kv kv = etcd().kv();
        LeaseGrant lease = etcd().leases().grant(Duration.ofSeconds(60));
        kv.put(Put.of(key, "1").withLease(lease.id()));
        assertThat(kv.get(Get.of(key)).first().orElseThrow().lease()).isEqualTo(lease.id());
        kv.put(Put.of(key, "2").keepingLease());
        assertThat(kv.get(Get.of(key)).first().orElseThrow().lease()).isEqualTo(lease.id());
        kv.put(Put.of(key, "3"));
        assertThat(kv.get(Get.of(key)).first().orElseThrow().lease()).isZero();
        etcd().leases().revoke(lease.id());
        assertThat(kv.getString(key)).contains("3");
    }

    @Test
    default void keepingWhatIsNotThereIsRefused() {
        String key = fresh();
        Kv kv = etcd().kv();
        Expect.rejection(ErrorCode.KEY_NOT_FOUND, () -> kv.put(Put.keepingValue(key)));
        Expect.rejection(ErrorCode.KEY_NOT_FOUND, () -> kv.put(Put.of(key, "v").keepingLease()));
        assertThat(kv.get(Get.of(key)).isEmpty()).isTrue();
    }

    @Test
    default void aPutWithAnUnknownLeaseIsRefused() {
        String key = fresh();
        Expect.rejection(
                ErrorCode.LEASE_NOT_FOUND,
                () -> etcd().kv().put(Put.of(key, "v").withLease(0x7000_0000_0000_0001L)));
        assertThat(etcd().kv().get(Get.of(key)).isEmpty()).isTrue();
    }

    @Test
    default void tooLargeARequestIsRefusedAndNotApplied() {
        String key = fresh();
        Expect.rejection(
                ErrorCode.REQUEST_TOO_LARGE,
                () -> etcd().kv().put(Bytes.of(key), Bytes.wrap(new byte[(3 << 19) + 1024])));
        Expect.rejection(
                ErrorCode.REQUEST_TOO_LARGE, () -> etcd().kv().put(Bytes.of(key), Bytes.wrap(new byte[5 << 20])));
        assertThat(etcd().kv().get(Get.of(key)).isEmpty()).isTrue();
    }

    @Test
    default void anOperationIsAValueThatServesAlone() {
        String key = fresh();
        Kv kv = etcd().kv();
        PutResult put = kv.execute(Put.of(key, "v"));
        GetResult got = kv.execute(Get.of(key));
        DeleteResult deleted = kv.execute(Delete.of(key));
        assertThat(got.first().orElseThrow().modRevision()).isEqualTo(put.revision());
        assertThat(deleted.deleted()).isEqualTo(1);
    }
}
