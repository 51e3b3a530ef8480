package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.Kv;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Reading many keys: ranges, limits, orders and filters.
 *
 * @since 0.1
 */
public interface RangeContract extends Contract {
    /** Puts the names, in this order, below a prefix, and returns it. */
    private String keys(String... names) {
        String prefix = fresh();
        for (String name : names) {
            etcd().kv().put(prefix + name, "value of " + name);
        }
        return prefix;
    }

    private List<String> names(String prefix, GetResult result) {
        return result.kvs().stream()
                .map(kv -> kv.keyText().substring(prefix.length()))
                .toList();
    }

    private List<String> names(String prefix, Get get) {
        return names(prefix, etcd().kv().get(get));
    }

    @Test
    default void aPrefixIsReadInKeyOrder() {
        String prefix = keys("b", "a", "c/d", "c");
        GetResult got = etcd().kv().get(Get.prefix(prefix));
        assertThat(names(prefix, got)).containsExactly("a", "b", "c", "c/d");
        assertThat(got.count()).isEqualTo(4);
        assertThat(got.more()).isFalse();
    }

    @Test
    default void aRangeHasItsStartAndNotItsEnd() {
        String prefix = keys("a", "b", "c");
        assertThat(names(prefix, Get.of(KeyRange.between(prefix + "a", prefix + "c"))))
                .containsExactly("a", "b");
    }

    @Test
    default void aRangeCanBeOpen() {
        String prefix = keys("a", "b");
        List<String> all = etcd().kv().get(Get.of(KeyRange.from(prefix + "b")).keysOnly()).kvs().stream()
                .map(KeyValue::keyText)
                .toList();
        assertThat(all).contains(prefix + "b").doesNotContain(prefix + "a");
    }

    @Test
    default void everyKeyIsTheEmptyPrefix() {
        String prefix = keys("a");
        GetResult all = etcd().kv().get(Get.prefix("").countOnly());
        assertThat(all.count()).isPositive();
        assertThat(etcd().kv()
                        .get(Get.of(KeyRange.ALL).minModRevision(all.header().revision()))
                        .kvs())
                .extracting(KeyValue::keyText)
                .contains(prefix + "a");
    }

    @Test
    default void aPrefixOfHighestBytesHasAnEnd() {
        Kv kv = etcd().kv();
        Bytes base = Bytes.of(fresh());
        Bytes prefix = base.plus(Bytes.ofHex("61ffff"));
        kv.put(prefix, Bytes.of("itself"));
        kv.put(prefix.plus(Bytes.ofHex("ff")), Bytes.of("below"));
        kv.put(base.plus(Bytes.ofHex("62")), Bytes.of("after"));
        kv.put(base.plus(Bytes.ofHex("61fffe")), Bytes.of("before"));
        assertThat(kv.get(Get.prefix(prefix)).kvs())
                .extracting(KeyValue::valueText)
                .containsExactly("itself", "below");
    }

    @Test
    default void aPrefixOfNothingButHighestBytesIsOpen() {
        Kv kv = etcd().kv();
        Bytes highest = Bytes.ofHex("ffff");
        kv.put(highest, Bytes.of("v"));
        kv.put(Bytes.ofHex("ffffff"), Bytes.of("w"));
        assertThat(kv.get(Get.prefix(highest)).kvs())
                .extracting(KeyValue::valueText)
                .containsExactly("v", "w");
    }

    @Test
    default void aLimitSaysThatThereIsMore() {
        String prefix = keys("a", "b", "c");
        GetResult two = etcd().kv().get(Get.prefix(prefix).limit(2));
        assertThat(names(prefix, two)).containsExactly("a", "b");
        assertThat(two.more()).isTrue();
        assertThat(two.count()).isEqualTo(3);
        assertThat(etcd().kv().get(Get.prefix(prefix).limit(3)).more()).isFalse();
        assertThat(etcd().kv().get(Get.prefix(prefix).limit(0)).kvs()).hasSize(3);
    }

    @Test
    default void countOnlyReadsNoKeys() {
        String prefix = keys("a", "b", "c");
        GetResult counted = etcd().kv().get(Get.prefix(prefix).countOnly().limit(1));
        assertThat(counted.count()).isEqualTo(3);
        assertThat(counted.kvs()).isEmpty();
    }

    @Test
    default void keysOnlyReadsNoValues() {
        String prefix = keys("a", "b");
        GetResult got = etcd().kv().get(Get.prefix(prefix).keysOnly());
        assertThat(names(prefix, got)).containsExactly("a", "b");
        assertThat(got.kvs()).allSatisfy(kv -> {
            assertThat(kv.value().isEmpty()).isTrue();
            assertThat(kv.modRevision()).isPositive();
            assertThat(kv.version()).isEqualTo(1);
        });
    }

    @Test
    default void serializableReadsSeeTheSameOnOneMember() {
        String prefix = keys("a");
        assertThat(names(prefix, Get.prefix(prefix).serializable())).containsExactly("a");
    }

    @Test
    default void sortsByAnything() {
        String prefix = keys("c", "a", "b");
        Kv kv = etcd().kv();
        kv.put(prefix + "a", "z");
        kv.put(prefix + "a", "zz");
        kv.put(prefix + "c", "y");
        Get all = Get.prefix(prefix);
        assertThat(names(prefix, all.sortedBy(SortTarget.KEY, SortOrder.DESCENDING)))
                .containsExactly("c", "b", "a");
        assertThat(names(prefix, all.sortedBy(SortTarget.VERSION, SortOrder.ASCENDING)))
                .containsExactly("b", "c", "a");
        assertThat(names(prefix, all.sortedBy(SortTarget.CREATE_REVISION, SortOrder.ASCENDING)))
                .containsExactly("c", "a", "b");
        assertThat(names(prefix, all.sortedBy(SortTarget.MOD_REVISION, SortOrder.DESCENDING)))
                .containsExactly("c", "a", "b");
        assertThat(names(prefix, all.sortedBy(SortTarget.VALUE, SortOrder.ASCENDING)))
                .containsExactly("b", "c", "a");
        assertThat(names(prefix, all.sortedBy(SortTarget.VALUE, SortOrder.NONE)))
                .containsExactly("b", "c", "a");
    }

    @Test
    default void theLimitComesAfterTheOrder() {
        String prefix = keys("a", "b", "c");
        GetResult last = etcd().kv()
                .get(Get.prefix(prefix)
                        .sortedBy(SortTarget.KEY, SortOrder.DESCENDING)
                        .limit(1));
        assertThat(names(prefix, last)).containsExactly("c");
        assertThat(last.more()).isTrue();
    }

    @Test
    default void filtersByRevisionInclusively() {
        String prefix = fresh();
        Kv kv = etcd().kv();
        long a = kv.put(prefix + "a", "1").revision();
        long b = kv.put(prefix + "b", "1").revision();
        long c = kv.put(prefix + "c", "1").revision();
        long changed = kv.put(prefix + "a", "2").revision();
        Get all = Get.prefix(prefix);
        assertThat(names(prefix, all.minModRevision(c))).containsExactly("a", "c");
        assertThat(names(prefix, all.maxModRevision(c))).containsExactly("b", "c");
        assertThat(names(prefix, all.minModRevision(b).maxModRevision(b))).containsExactly("b");
        assertThat(names(prefix, all.minCreateRevision(b))).containsExactly("b", "c");
        assertThat(names(prefix, all.maxCreateRevision(a))).containsExactly("a");
        assertThat(names(prefix, all.minModRevision(changed + 1))).isEmpty();
    }

    @Test
    default void theCountIgnoresFilters() {
        String prefix = keys("a", "b");
        GetResult none = etcd().kv().get(Get.prefix(prefix).maxModRevision(1));
        assertThat(none.kvs()).isEmpty();
        assertThat(none.count()).isEqualTo(2);
    }

    @Test
    default void manyKeysComeInOneAnswer() {
        requires(Capability.LARGE_REPLIES);
        String prefix = fresh();
        byte[] value = new byte[100_000];
        for (int i = 0; i < 60; i++) {
            etcd().kv().put(Bytes.of(prefix + String.format("%03d", i)), Bytes.wrap(value));
        }
        // Six megabytes: more than the four that gRPC takes by default.
        GetResult got = etcd().kv().get(Get.prefix(prefix));
        assertThat(got.kvs())
                .hasSize(60)
                .allSatisfy(kv -> assertThat(kv.value().length()).isEqualTo(value.length));
    }
}
