package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Clients that live below a prefix and do not see it, nor anything outside.
 *
 * @since 0.1
 */
public interface NamespaceContract extends Contract {
    private Subject below(String prefix) {
        return new Subject(etcd().client().withNamespace(Bytes.of(prefix)), target().view());
    }

    @Test
    default void keysAreStoredBelowThePrefixAndReadWithoutIt() {
        String prefix = fresh();
        Subject inner = below(prefix);
        inner.kv().put("k", "v");
        assertThat(etcd().kv().getString(prefix + "k")).contains("v");
        KeyValue kv = inner.kv().get("k").orElseThrow();
        assertThat(kv.keyText()).isEqualTo("k");
        assertThat(inner.kv()
                        .put(Put.of("k", "w").returningPrevious())
                        .previous()
                        .orElseThrow()
                        .keyText())
                .isEqualTo("k");
        assertThat(inner.kv().delete(Delete.of("k").returningPrevious()).previous())
                .extracting(KeyValue::keyText)
                .containsExactly("k");
    }

    @Test
    default void nothingOutsideIsReadOrDeleted() {
        String prefix = fresh();
        etcd().kv().put(prefix + "a/1", "before");
        etcd().kv().put(prefix + "c/1", "after");
        Subject inner = below(prefix + "b/");
        inner.kv().put("x", "1");
        inner.kv().put("y", "2");
        assertThat(inner.kv().get(Get.prefix("")).kvs())
                .extracting(KeyValue::keyText)
                .containsExactly("x", "y");
        assertThat(inner.kv().get(Get.all()).count()).isEqualTo(2);
        assertThat(inner.kv().get(Get.of(KeyRange.from("y"))).kvs())
                .extracting(KeyValue::keyText)
                .containsExactly("y");
        assertThat(inner.kv().get(Get.of(KeyRange.between("x", "y"))).count()).isEqualTo(1);
        assertThat(inner.kv().delete(Delete.of(KeyRange.ALL)).deleted()).isEqualTo(2);
        assertThat(etcd().kv().get(Get.prefix(prefix).countOnly()).count()).isEqualTo(2);
    }

    @Test
    default void transactionsStayInside() {
        String prefix = fresh();
        Subject inner = below(prefix);
        TxnResult result = inner.kv()
                .txn(Txn.when(Compare.missing("k"))
                        .then(Put.of("k", "v"), Get.of("k"), Txn.all(Get.prefix("")), Delete.of("other")));
        assertThat(result.succeeded()).isTrue();
        assertThat(result.get(1).first().orElseThrow().keyText()).isEqualTo("k");
        assertThat(result.txn(2).get(0).first().orElseThrow().keyText()).isEqualTo("k");
        assertThat(etcd().kv().getString(prefix + "k")).contains("v");
        assertThat(inner.kv()
                        .txn(Txn.when(Compare.createRevision(KeyRange.ALL).greaterThan(0)))
                        .succeeded())
                .isTrue();
    }

    @Test
    default void watchesSeeOnlyWhatIsInside() {
        String prefix = fresh();
        Subject inner = below(prefix + "in/");
        try (WatchProbe watch =
                new WatchProbe(inner.watches().open(WatchRequest.prefix("").withPrevious())).started()) {
            etcd().kv().put(prefix + "in0", "outside");
            etcd().kv().put(prefix + "in/k", "1");
            inner.kv().put("k", "2");
            assertThat(watch.event().key()).isEqualTo(Bytes.of("k"));
            WatchEvent second = watch.event();
            assertThat(second.key()).isEqualTo(Bytes.of("k"));
            assertThat(second.previous().orElseThrow().keyText()).isEqualTo("k");
            watch.quietFor(Duration.ofMillis(100));
        }
    }

    @Test
    default void leasesLocksAndElectionsKnowTheirKeysInside() {
        String prefix = fresh();
        Subject inner = below(prefix);
        long lease = inner.leases().grant(Duration.ofSeconds(60)).id();
        inner.kv().put(Put.of("k", "v").withLease(lease));
        assertThat(inner.leases().statusWithKeys(lease).keys()).containsExactly(Bytes.of("k"));
        Bytes key = inner.locks().lock("lock", lease).key();
        assertThat(key.utf8()).startsWith("lock/");
        assertThat(etcd().kv().get(prefix + key.utf8())).isPresent();
        inner.locks().unlock(key);
        assertThat(etcd().kv().get(prefix + key.utf8())).isEmpty();
        assertThat(inner.elections().campaign("election", lease, "me").key().utf8())
                .startsWith("election/");
        assertThat(inner.elections().leader("election").orElseThrow().kv().keyText())
                .startsWith("election/");
        inner.leases().revoke(lease);
    }

    @Test
    default void namespacesNest() {
        String prefix = fresh();
        Subject outer = below(prefix);
        Subject inner = new Subject(outer.client().withNamespace(Bytes.of("deeper/")), target().view());
        inner.kv().put("k", "v");
        assertThat(etcd().kv().getString(prefix + "deeper/k")).contains("v");
        assertThat(outer.kv().getString("deeper/k")).contains("v");
    }
}
