package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.Kv;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a watch sees.
 *
 * @since 0.1
 */
public interface WatchContract extends Contract {
    /** Opens a watch and waits until the server has it. */
    private WatchProbe watch(WatchRequest request) {
        return new WatchProbe(etcd().watches().open(request)).started();
    }

    @Test
    default void aKeyIsWatchedFromNowOn() {
        String key = fresh();
        Kv kv = etcd().kv();
        long before = kv.put(key, "before").revision();
        try (WatchProbe watch = new WatchProbe(etcd().watches().open(WatchRequest.of(key)))) {
            assertThat(watch.next(WatchSignal.Started.class).revision()).isGreaterThan(before);
            long put = kv.put(key, "after").revision();
            kv.put(key + "other", "unseen");
            long deleted = kv.delete(Delete.of(key)).header().revision();
            long again = kv.put(key, "again").revision();

            WatchEvent first = watch.event();
            assertThat(first.isPut()).isTrue();
            assertThat(first.isCreate()).isFalse();
            assertThat(first.valueText()).isEqualTo("after");
            assertThat(first.revision()).isEqualTo(put);
            WatchEvent second = watch.event();
            assertThat(second.isDelete()).isTrue();
            assertThat(second.key()).isEqualTo(Bytes.of(key));
            assertThat(second.keyText()).isEqualTo(key);
            assertThat(second.valueText()).isEmpty();
            assertThat(second.revision()).isEqualTo(deleted);
            assertThat(second.previous()).isEmpty();
            WatchEvent third = watch.event();
            assertThat(third.isCreate()).isTrue();
            assertThat(third.revision()).isEqualTo(again);
        }
    }

    @Test
    default void aPrefixIsWatched() {
        String prefix = fresh();
        try (WatchProbe watch = watch(WatchRequest.prefix(prefix))) {
            etcd().kv().put(prefix + "a", "1");
            etcd().kv().put(prefix + "b/c", "2");
            assertThat(watch.event().key()).isEqualTo(Bytes.of(prefix + "a"));
            assertThat(watch.event().key()).isEqualTo(Bytes.of(prefix + "b/c"));
        }
    }

    @Test
    default void aRangeIsWatchedWithoutItsEnd() {
        String prefix = fresh();
        try (WatchProbe watch = watch(WatchRequest.of(KeyRange.between(prefix + "b", prefix + "d")))) {
            for (String name : List.of("a", "b", "c", "d")) {
                etcd().kv().put(prefix + name, name);
            }
            assertThat(watch.event().kv().valueText()).isEqualTo("b");
            assertThat(watch.event().kv().valueText()).isEqualTo("c");
            watch.quietFor(Duration.ofMillis(200));
        }
    }

    @Test
    default void severalRangesAreOneWatch() throws Exception {
        String prefix = fresh();
        KeyRange first = KeyRange.of(prefix + "first");
        KeyRange second = KeyRange.prefix(prefix + "second/");
        KeyRange third = KeyRange.of(prefix + "third");
        try (WatchProbe watch = watch(WatchRequest.of(first).and(second))) {
            etcd().kv().put(prefix + "first", "1");
            WatchSignal.Change one = watch.change();
            assertThat(one.range()).isEqualTo(first);
            etcd().kv().put(prefix + "second/x", "2");
            assertThat(watch.change().range()).isEqualTo(second);

            watch.add(third);
            etcd().kv().put(prefix + "third", "3");
            assertThat(watch.change().range()).isEqualTo(third);
            assertThat(watch.watch().remove(first)).isTrue();
            assertThat(watch.watch().remove(first)).isFalse();
            etcd().kv().put(prefix + "first", "unseen");
            etcd().kv().put(prefix + "third", "seen");
            assertThat(watch.event().kv().valueText()).isEqualTo("seen");
        }
    }

    @Test
    default void everyKeyCanBeWatched() {
        String key = fresh();
        try (WatchProbe watch = watch(WatchRequest.prefix(""))) {
            etcd().kv().put(key, "v");
            List<WatchEvent> events = new ArrayList<>();
            while (events.stream().noneMatch(event -> event.key().equals(Bytes.of(key)))) {
                events.addAll(watch.change().events());
            }
        }
    }

    @Test
    default void changesOfOneRevisionComeTogetherInOrder() {
        String prefix = fresh();
        etcd().kv().put(prefix + "gone", "v");
        try (WatchProbe watch = watch(WatchRequest.prefix(prefix))) {
            long revision = etcd().kv()
                    .txn(Txn.all(Put.of(prefix + "z", "1"), Put.of(prefix + "a", "2"), Delete.of(prefix + "gone")))
                    .header()
                    .revision();
            WatchSignal.Change change = watch.change();
            assertThat(change.revision()).isEqualTo(revision);
            assertThat(change.events())
                    .extracting(event -> event.key().utf8().substring(prefix.length()))
                    .containsExactly("z", "a", "gone");
            assertThat(change.events()).extracting(WatchEvent::revision).containsOnly(revision);
        }
    }

    @Test
    default void theServerLeavesOutWhatIsFiltered() {
        String key = fresh();
        try (WatchProbe puts = watch(WatchRequest.of(key).without(WatchFilter.NO_DELETE));
                WatchProbe deletes = watch(WatchRequest.of(key).without(WatchFilter.NO_PUT))) {
            etcd().kv().put(key, "1");
            etcd().kv().delete(Delete.of(key));
            etcd().kv().put(key, "2");
            assertThat(puts.event().kv().valueText()).isEqualTo("1");
            assertThat(puts.event().kv().valueText()).isEqualTo("2");
            assertThat(deletes.event().isDelete()).isTrue();
            deletes.quietFor(Duration.ofMillis(100));
        }
    }

    @Test
    default void whatWasBeforeComesAlongWhenAskedFor() {
        String key = fresh();
        try (WatchProbe watch = watch(WatchRequest.of(key).withPrevious())) {
            etcd().kv().put(key, "1");
            etcd().kv().put(key, "2");
            etcd().kv().delete(Delete.of(key));
            assertThat(watch.event().previous()).isEmpty();
            assertThat(watch.event().previous().orElseThrow().valueText()).isEqualTo("1");
            assertThat(watch.event().previous().orElseThrow().valueText()).isEqualTo("2");
        }
    }

    @Test
    default void thePastIsSeenFromAStartRevisionOn() {
        String key = fresh();
        etcd().kv().put(key, "unseen");
        long start = etcd().kv().put(key, "1").revision();
        etcd().kv().put(key, "2");
        try (WatchProbe watch =
                new WatchProbe(etcd().watches().open(WatchRequest.of(key).fromRevision(start)))) {
            assertThat(watch.next(WatchSignal.Started.class).revision()).isEqualTo(start);
            assertThat(watch.event().kv().valueText()).isEqualTo("1");
            assertThat(watch.event().kv().valueText()).isEqualTo("2");
            etcd().kv().put(key, "3");
            assertThat(watch.event().kv().valueText()).isEqualTo("3");
        }
    }

    @Test
    default void aLongPastComesWholeAndInOrder() {
        String prefix = fresh();
        long start = etcd().kv().put(prefix + "0", "v").revision();
        for (int i = 1; i < 1500; i++) {
            etcd().kv().put(prefix + i, "v");
        }
        try (WatchProbe watch = watch(WatchRequest.prefix(prefix).fromRevision(start))) {
            assertThat(watch.events(1500))
                    .extracting(event -> event.key().utf8().substring(prefix.length()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1500).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    default void aFutureStartIsWaitedFor() {
        requires(Capability.FUTURE_WATCH);
        String key = fresh();
        long now = etcd().kv().put(key, "v").revision();
        try (WatchProbe watch = watch(WatchRequest.of(key).fromRevision(now + 3))) {
            etcd().kv().put(key, "too early");
            etcd().kv().put(key, "still too early");
            etcd().kv().put(key, "due");
            assertThat(watch.event().kv().valueText()).isEqualTo("due");
        }
    }

    @Test
    default void progressComesWhenAskedFor() {
        requires(Capability.PROGRESS_ON_REQUEST);
        String key = fresh();
        try (WatchProbe watch = watch(WatchRequest.of(key))) {
            long now = etcd().kv().put(key + "other", "v").revision();
            watch.watch().requestProgress();
            assertThat(watch.next(WatchSignal.Progress.class).revision()).isGreaterThanOrEqualTo(now);
        }
    }

    @Test
    default void progressComesByItself() {
        requires(Capability.PROGRESS_INTERVAL);
        String key = fresh();
        try (ContractServer server = start(settings -> settings.withWatchProgressEvery(Duration.ofMillis(200)));
                Subject own = connect(server.endpoints());
                WatchProbe watch =
                        new WatchProbe(own.watches().open(WatchRequest.of(key).withProgress()))) {
            watch.started();
            long now = own.kv().put(key + "other", "v").revision();
            WatchSignal.Progress mark = watch.next(WatchSignal.Progress.class);
            while (mark.revision() < now) {
                mark = watch.next(WatchSignal.Progress.class);
            }
        }
    }

    @Test
    default void oneRevisionOfManyMegabytesComesTogether() {
        requires(Capability.LARGE_REPLIES);
        String prefix = fresh();
        try (ContractServer server = start(settings -> settings.withOption("max-request-bytes", "16777216"));
                Subject own = connect(server.endpoints())) {
            List<Put> puts = IntStream.range(0, 100)
                    .mapToObj(i -> Put.of(Bytes.of(prefix + i), Bytes.wrap(new byte[64 << 10])))
                    .toList();
            try (WatchProbe watch = new WatchProbe(own.watches().open(WatchRequest.prefix(prefix))).started()) {
                long revision = own.kv().txn(Txn.when().then(puts)).header().revision();
                WatchSignal.Change change = watch.change();
                assertThat(change.revision()).isEqualTo(revision);
                assertThat(change.events()).hasSize(100);
            }
        }
    }

    @Test
    default void manyWatchesSeeEachTheirOwn() {
        String prefix = fresh();
        List<WatchProbe> watches = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                watches.add(new WatchProbe(etcd().watches().open(WatchRequest.of(prefix + i))));
            }
            watches.forEach(WatchProbe::started);
            for (int i = 0; i < 200; i++) {
                etcd().kv().put(prefix + i, "v" + i);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(watches.get(i).event().kv().valueText()).isEqualTo("v" + i);
            }
        } finally {
            watches.forEach(WatchProbe::close);
        }
    }
}
