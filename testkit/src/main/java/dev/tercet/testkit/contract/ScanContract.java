package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.Scan;
import dev.tercet.error.CompactedException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.kv.Txn;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Reading a range of any size in pages.
 *
 * @since 0.1
 */
public interface ScanContract extends Contract {
    private String keys(int count) {
        String prefix = fresh();
        for (int from = 0; from < count; from += 100) {
            List<Put> puts = IntStream.range(from, Math.min(count, from + 100))
                    .mapToObj(i -> Put.of(prefix + String.format("%05d", i), "v" + i))
                    .toList();
            etcd().kv().txn(Txn.when().then(puts));
        }
        return prefix;
    }

    private List<String> expected(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + String.format("%05d", i))
                .toList();
    }

    @Test
    default void everyKeyComesOnceInOrder() {
        String prefix = keys(1234);
        Scan scan = etcd().kv().scan(Get.prefix(prefix)).withPageSize(100);
        assertThat(scan.stream().map(KeyValue::keyText).toList()).isEqualTo(expected(prefix, 1234));
        assertThat(scan).as("anew").hasSize(1234);
    }

    @Test
    default void anEmptyRangeIsAnEmptyScan() {
        assertThat(etcd().kv().scan(Get.prefix(fresh()))).isEmpty();
    }

    @Test
    default void allPagesAreOfOneRevision() {
        String prefix = keys(300);
        Iterator<KeyValue> scan =
                etcd().kv().scan(Get.prefix(prefix)).withPageSize(50).iterator();
        List<String> values = new ArrayList<>();
        values.add(scan.next().valueText());
        etcd().kv().put(prefix + "00299", "changed");
        etcd().kv().put(prefix + "00300", "new");
        scan.forEachRemaining(kv -> values.add(kv.valueText()));
        assertThat(values).hasSize(300).last().isEqualTo("v299");
    }

    @Test
    default void theLimitAndKeysOnlyAreKept() {
        String prefix = keys(300);
        Scan scan = etcd().kv().scan(Get.prefix(prefix).limit(120).keysOnly()).withPageSize(50);
        List<KeyValue> read = scan.stream().toList();
        assertThat(read)
                .hasSize(120)
                .allSatisfy(kv -> assertThat(kv.value().isEmpty()).isTrue());
    }

    @Test
    default void largeValuesComeThrough() {
        requires(Capability.LARGE_REPLIES);
        String prefix = fresh();
        for (int i = 0; i < 12; i++) {
            etcd().kv().put(Bytes.of(prefix + (char) ('a' + i)), Bytes.wrap(new byte[1 << 20]));
        }
        assertThat(etcd().kv().scan(Get.prefix(prefix))).hasSize(12);
    }

    @Test
    default void largeValuesBehindManySmallOnesComeInPagesThatAreBounded() {
        String prefix = keys(2000);
        List<String> expected = new ArrayList<>(expected(prefix, 2000));
        for (int i = 0; i < 12; i++) {
            String key = prefix + (char) ('a' + i);
            etcd().kv().put(Bytes.of(key), Bytes.wrap(new byte[1 << 20]));
            expected.add(key);
        }
        expected.add(prefix + "z");
        etcd().kv().put(prefix + "z", "small");
        // Takes no larger message, so that no page can have been larger.
        try (Subject narrow = connect(target().sharedEndpoints(), builder -> builder.maxInboundBytes(3 << 20))) {
            assertThat(narrow.kv().scan(Get.prefix(prefix)).stream().map(KeyValue::keyText))
                    .isEqualTo(expected);
        }
        assertThat(etcd().kv().scan(Get.prefix(prefix)).stream().map(KeyValue::keyText))
                .isEqualTo(expected);
    }

    @Test
    default void aCompactionOnTheWayIsTold() {
        String prefix = keys(300);
        Iterator<KeyValue> scan =
                etcd().kv().scan(Get.prefix(prefix)).withPageSize(50).iterator();
        scan.next();
        long now = etcd().kv().put(prefix + "00000", "changed").revision();
        etcd().kv().compact(Compaction.at(now).waitingUntilRemoved());
        assertThat(Expect.failure(() -> scan.forEachRemaining(kv -> {}))).isInstanceOf(CompactedException.class);
    }

    @Test
    default void aSubscriberGetsWhatItAsksFor() throws Exception {
        String prefix = keys(500);
        CompletableFuture<List<String>> read = new CompletableFuture<>();
        etcd().kv().scan(Get.prefix(prefix)).withPageSize(64).publisher().subscribe(new Flow.Subscriber<>() {
            private final List<String> keys = new ArrayList<>();
            private Flow.@Nullable Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(1);
            }

            @Override
            public void onNext(KeyValue kv) {
                keys.add(kv.keyText());
                Objects.requireNonNull(subscription).request(1);
            }

            @Override
            public void onError(Throwable failure) {
                read.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                read.complete(keys);
            }
        });
        assertThat(Within.seconds(20, read)).isEqualTo(expected(prefix, 500));
    }

    @Test
    default void whatCannotBePagedIsRefusedAtOnce() {
        Get all = Get.prefix("k");
        Expect.badArgument(() -> etcd().kv().scan(all.sortedBy(SortTarget.VALUE, SortOrder.ASCENDING)));
        Expect.badArgument(() -> etcd().kv().scan(all.minModRevision(5)));
        Expect.badArgument(() -> etcd().kv().scan(all.countOnly()));
        Expect.badArgument(() -> etcd().kv().scan(all).withPageSize(0), "0");
    }
}
