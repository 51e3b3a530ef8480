package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.Kv;
import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import org.junit.jupiter.api.Test;

/**
 * The past: reading at a revision, and compaction.
 *
 * @since 0.1
 */
public interface RevisionContract extends Contract {
    @Test
    default void thePastCanBeRead() {
        String key = fresh();
        Kv kv = etcd().kv();
        long first = kv.put(key, "1").revision();
        long second = kv.put(key, "2").revision();
        long gone = kv.delete(Delete.of(key)).header().revision();
        assertThat(valueAt(key, first)).isEqualTo("1");
        assertThat(valueAt(key, second)).isEqualTo("2");
        assertThat(kv.get(Get.of(key).atRevision(gone)).isEmpty()).isTrue();
        assertThat(kv.get(Get.of(key).atRevision(first)).header().revision())
                .as("the header is about now")
                .isGreaterThanOrEqualTo(gone);
    }

    private String valueAt(String key, long revision) {
        return etcd().kv()
                .get(Get.of(key).atRevision(revision))
                .first()
                .map(KeyValue::valueText)
                .orElseThrow();
    }

    @Test
    default void theFutureCannotBeRead() {
        String key = fresh();
        long now = etcd().kv().put(key, "v").revision();
        EtcdException failure = Expect.rejection(
                ErrorCode.FUTURE_REVISION, () -> etcd().kv().get(Get.of(key).atRevision(now + 1000)));
        assertThat(failure).hasMessageContaining(key);
    }

    @Test
    default void whatIsCompactedCannotBeReadAndTheRestCan() {
        String key = fresh();
        Kv kv = etcd().kv();
        long first = kv.put(key, "1").revision();
        long second = kv.put(key, "2").revision();
        kv.compact(Compaction.at(second).waitingUntilRemoved());
        EtcdException failure =
                Expect.rejection(ErrorCode.COMPACTED, () -> kv.get(Get.of(key).atRevision(first)));
        assertThat(failure).isInstanceOf(CompactedException.class);
        assertThat(valueAt(key, second)).isEqualTo("2");
        assertThat(kv.getString(key)).contains("2");
    }

    @Test
    default void compactingTwiceOrTheFutureIsRefused() {
        String key = fresh();
        Kv kv = etcd().kv();
        long now = kv.put(key, "1").revision();
        kv.compact(Compaction.at(now));
        Expect.rejection(ErrorCode.COMPACTED, () -> kv.compact(Compaction.at(now)));
        Expect.rejection(ErrorCode.COMPACTED, () -> kv.compact(Compaction.at(now - 1)));
        Expect.rejection(ErrorCode.FUTURE_REVISION, () -> kv.compact(Compaction.at(now + 1000)));
    }

    @Test
    default void aCompactionIsNoRevision() {
        String key = fresh();
        Kv kv = etcd().kv();
        long now = kv.put(key, "1").revision();
        kv.compact(Compaction.at(now));
        assertThat(kv.put(key, "2").revision()).isEqualTo(now + 1);
    }
}
