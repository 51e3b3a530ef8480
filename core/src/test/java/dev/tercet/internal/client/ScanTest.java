package dev.tercet.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.Scan;
import dev.tercet.error.CompactedException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.ProtocolException;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanTest {
    /** Writes down what it is told, and wants all of it. */
    private static class Told implements Flow.Subscriber<KeyValue> {
        private final List<String> keys;

        Told(List<String> keys) {
            this.keys = keys;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(KeyValue kv) {
            keys.add(kv.keyText());
        }

        @Override
        public void onError(Throwable failure) {
            keys.add(failure.toString());
        }

        @Override
        public void onComplete() {
            keys.add("complete");
        }
    }

    private final Shelf shelf =
            new Shelf().with("/other/1").withMany("/ns/k", 250).with("/nt/1");
    private final View view = shelf.view().with(new Namespace(Bytes.of("/ns/")));

    private Scan scan(Get get) {
        return new BlockingKv(view).scan(get);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("k%05d", i))
                .toList();
    }

    @Test
    void readsPageByPageAtOneRevisionInsideTheNamespace() {
        List<String> keys = new ArrayList<>();
        scan(Get.of(KeyRange.ALL)).withPageSize(100).forEach(kv -> keys.add(kv.keyText()));

        assertThat(keys).isEqualTo(names(250));
        assertThat(shelf.reads()).extracting(Get::revision).containsExactly(0L, 42L, 42L);
        assertThat(shelf.reads()).extracting(Get::maxKeys).containsOnly(100L);
    }

    @Test
    void reachesNoFurtherThanItIsAsked() {
        Iterator<KeyValue> iterator = scan(Get.prefix("k")).withPageSize(10).iterator();
        assertThat(shelf.asked).isEmpty();
        for (int i = 0; i < 10; i++) {
            iterator.next();
        }
        assertThat(shelf.asked).hasSize(1);
        iterator.next();
        assertThat(shelf.asked).hasSize(2);
    }

    @Test
    void fromTheSecondPageOnTheNextIsUnderWayWhileOneIsUsed() {
        shelf.withMany("/ns/k", 1000);
        Iterator<KeyValue> iterator = scan(Get.prefix("k")).iterator();
        for (int i = 0; i < 100; i++) {
            iterator.next();
        }
        assertThat(shelf.asked).as("it may be enough").hasSize(1);
        assertThat(iterator.next().keyText()).isEqualTo("k00100");
        assertThat(shelf.asked).hasSize(3);
        for (int i = 101; i < 1000; i++) {
            assertThat(iterator.next().keyText()).isEqualTo(names(1000).get(i));
        }
        assertThat(iterator.hasNext()).isFalse();
        assertThat(shelf.asked).hasSize(3);
    }

    @Test
    void whatFailsAheadIsThrownWhenItsTurnComesAndCanBeTriedAgain() {
        shelf.withMany("/ns/k", 1000);
        Iterator<KeyValue> iterator = scan(Get.prefix("k")).iterator();
        for (int i = 0; i < 100; i++) {
            iterator.next();
        }
        shelf.refusals.add("");
        shelf.refusals.add("etcdserver: mvcc: required revision has been compacted");
        for (int i = 100; i < 500; i++) {
            iterator.next();
        }
        assertThat(shelf.asked).hasSize(3);

        assertThatThrownBy(iterator::hasNext)
                .isInstanceOf(CompactedException.class)
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith("ScanTest")));
        assertThat(iterator.next().keyText()).isEqualTo("k00500");
    }

    @Test
    void aWaitForWhatWasAskedAheadCanBeInterrupted() {
        shelf.withMany("/ns/k", 1000);
        Iterator<KeyValue> iterator = scan(Get.prefix("k")).iterator();
        for (int i = 0; i < 100; i++) {
            iterator.next();
        }
        shelf.refusals.add("");
        shelf.refusals.add("silent");
        for (int i = 100; i < 500; i++) {
            iterator.next();
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(iterator::hasNext).isInstanceOf(InterruptedEtcdException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(shelf.cancelled).hasSize(1);
        assertThat(iterator.next().keyText()).isEqualTo("k00500");
    }

    @Test
    void aPublisherReadsAheadOfDemandToo() {
        shelf.withMany("/ns/k", 1000);
        List<String> keys = new ArrayList<>();
        List<Flow.Subscription> subscriptions = new ArrayList<>();
        scan(Get.prefix("k")).publisher().subscribe(new Told(keys) {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriptions.add(subscription);
            }
        });
        Flow.Subscription subscription = subscriptions.get(0);
        assertThat(shelf.asked).hasSize(1);
        subscription.request(100);
        assertThat(shelf.asked).hasSize(2);
        subscription.request(1);
        assertThat(shelf.asked).hasSize(3);
        subscription.request(Long.MAX_VALUE);
        List<String> expected = new ArrayList<>(names(1000));
        expected.add("complete");
        assertThat(keys).isEqualTo(expected);
    }

    @Test
    void theEndIsTheEnd() {
        Iterator<KeyValue> iterator = scan(Get.of("k00001")).iterator();
        assertThat(iterator.next().keyText()).isEqualTo("k00001");
        assertThat(iterator.hasNext()).isFalse();

        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThat(scan(Get.prefix("nothing"))).isEmpty();
    }

    @Test
    void aStreamIsTheSameAndMayBeCutShort() {
        assertThat(scan(Get.prefix("k")).stream().map(KeyValue::keyText)).isEqualTo(names(250));
        shelf.asked.clear();
        assertThat(scan(Get.prefix("k")).withPageSize(5).stream().limit(7)).hasSize(7);
        assertThat(shelf.asked).hasSize(2);
    }

    @Test
    void theLimitIsForTheWhole() {
        assertThat(scan(Get.prefix("k").limit(120)).withPageSize(50)).hasSize(120);
        assertThat(shelf.reads()).extracting(Get::maxKeys).containsExactly(50L, 50L, 20L);
    }

    @Test
    void eachTraversalBeginsAnew() {
        Scan scan = scan(Get.prefix("k").limit(3));

        assertThat(scan).hasSize(3);
        assertThat(scan).hasSize(3);
    }

    @Test
    void aFailureIsThrownAndTheSamePageCanBeTriedAgain() {
        Iterator<KeyValue> iterator = scan(Get.prefix("k")).withPageSize(2).iterator();
        iterator.next();
        iterator.next();
        shelf.refusal = "etcdserver: mvcc: required revision has been compacted";

        assertThatThrownBy(iterator::hasNext).isInstanceOf(CompactedException.class);
        assertThat(iterator.next().keyText()).isEqualTo("k00002");
    }

    @Test
    void valuesThatAreLargerThanThoseBeforeComeInSmallerPages() {
        for (int i = 0; i < 20; i++) {
            shelf.withLarge(String.format("/ns/l%05d", i), 1 << 20);
        }
        shelf.withLarge("/ns/m", 9 << 20);
        List<String> keys = new ArrayList<>();
        scan(Get.of(KeyRange.ALL)).forEach(kv -> keys.add(kv.keyText()));
        assertThat(keys)
                .startsWith("k00000")
                .hasSize(271)
                .endsWith("l00019", "m")
                .isSorted();
        List<Long> asked = shelf.reads().stream().map(Get::maxKeys).toList();
        assertThat(asked).startsWith(100L, 400L, 55L, 55L, 55L, 14L).endsWith(1L);

        List<String> published = new ArrayList<>();
        scan(Get.of(KeyRange.ALL)).publisher().subscribe(new Told(published));
        keys.add("complete");
        assertThat(published).isEqualTo(keys);
    }

    @Test
    void whatIsLargerThanTheCallerTakesIsAFailure() {
        View small = view.with(view.options().withMaxReplyBytes(5));

        assertThatThrownBy(() ->
                        new BlockingKv(small).scan(Get.prefix("k")).iterator().next())
                .isInstanceOf(ProtocolException.class);
        assertThat(shelf.reads()).last().extracting(Get::maxKeys).isEqualTo(1L);
    }

    @Test
    void whatCannotBePagedIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scan(Get.prefix("k").sortedBy(SortTarget.VALUE, SortOrder.ASCENDING)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scan(Get.prefix("k")).withPageSize(0))
                .withMessageContaining("0");
        assertThat(shelf.asked).isEmpty();
    }

    @Test
    void aPublisherGivesTheSameAndEndsItsReadWhenCancelled() {
        List<String> keys = new ArrayList<>();
        List<Flow.Subscription> subscriptions = new ArrayList<>();
        Flow.Subscriber<KeyValue> subscriber = new Told(keys) {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriptions.add(subscription);
                super.onSubscribe(subscription);
            }
        };
        scan(Get.prefix("k")).publisher().subscribe(subscriber);
        List<String> expected = new ArrayList<>(names(250));
        expected.add("complete");
        assertThat(keys).isEqualTo(expected);

        shelf.silent = true;
        scan(Get.prefix("k")).publisher().subscribe(subscriber);
        subscriptions.get(1).cancel();
        assertThat(shelf.cancelled).hasSize(1);
        assertThat(keys).isEqualTo(expected);
    }
}
