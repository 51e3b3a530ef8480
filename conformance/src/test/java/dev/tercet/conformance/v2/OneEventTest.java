package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.error.V2WatchTimedOutException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting for one event. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record OneEventTest(V2Target target) implements V2Contract {
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void itComesFromThePast() {
        String key = fresh();
        EtcdResult first = v2().set(key, "1");
        EtcdResult second = v2().set(key, "2");
        v2().set(key, "3");
        EtcdResult event = v2().watch(V2Watch.of(key).fromIndex(first.modifiedIndex() + 1));
        assertThat(event.action()).isEqualTo(V2Action.SET);
        assertThat(event.value()).contains("2");
        assertThat(event.modifiedIndex()).isEqualTo(second.modifiedIndex());
        assertThat(event.prevNode()).contains(first.node());
        assertThat(event.newKey()).isFalse();
        assertThat(v2().watch(V2Watch.of(key).fromIndex(first.modifiedIndex())).value())
                .contains("1");
    }

    @Test
    void itComesFromNowOn() throws Exception {
        String key = fresh();
        v2().set(key, "before");
        CompletableFuture<EtcdResult> watch = bare().async().watch(V2Watch.of(key));
        Soon.await("an event of a watch that may not stand yet").until(() -> {
            v2().set(key, "after");
            return watch.isDone();
        });
        assertThat(Soon.of(watch).value()).contains("after");
    }

    @Test
    void itComesFromAnIndexThatIsToCome() throws Exception {
        String key = fresh();
        long now = v2().set(key, "0").modifiedIndex();
        CompletableFuture<EtcdResult> watch =
                bare().async().watch(V2Watch.of(key).fromIndex(now + 3));
        for (int i = 1; i < 10; i++) {
            v2().set(key, Integer.toString(i));
        }
        assertThat(Soon.of(watch).modifiedIndex()).isGreaterThanOrEqualTo(now + 3);
    }

    @Test
    void itIsOfTheKeyAloneUnlessSaidOtherwise() {
        String top = fresh();
        long start = v2().set(top + "/a/b", "1").modifiedIndex();
        v2().set(top + "0", "2");
        EtcdResult deleted = v2().delete(V2Delete.of(top).recursive());
        EtcdResult event = v2().watch(V2Watch.of(top).fromIndex(start));
        assertThat(event.modifiedIndex()).isEqualTo(deleted.modifiedIndex());
        assertThat(event.action()).isEqualTo(V2Action.DELETE);
        assertThat(event.key()).isEqualTo(top);
        assertThat(event.dir()).isTrue();
        assertThat(v2().watch(V2Watch.of(top).recursive().fromIndex(start)).key())
                .isEqualTo(top + "/a/b");
    }

    @Test
    void whoWatchesAChildHearsOfItsDirectorysEnd() {
        String top = fresh();
        v2().set(top + "/a/b", "1");
        EtcdResult deleted = v2().delete(V2Delete.of(top).recursive());
        long index = deleted.modifiedIndex();
        for (V2Watch watch :
                new V2Watch[] {V2Watch.of(top + "/a/b"), V2Watch.of(top + "/a").recursive()}) {
            hearsOfTheEnd(watch, top, index);
        }
    }

    @Test
    void soDoesWhoLooksForOneThatNeverWas() {
        requires(V2Capability.PAST_WITHOUT_KEY);
        String top = fresh();
        v2().set(top + "/a/b", "1");
        EtcdResult deleted = v2().delete(V2Delete.of(top).recursive());
        hearsOfTheEnd(V2Watch.of(top + "/a/never"), top, deleted.modifiedIndex());
    }

    private void hearsOfTheEnd(V2Watch watch, String top, long index) {
        EtcdResult event = v2().watch(watch.fromIndex(index).atMost(Duration.ofSeconds(10)));
        assertThat(event.action()).as(watch::toString).isEqualTo(V2Action.DELETE);
        assertThat(event.key()).as(watch::toString).isEqualTo(top);
        assertThat(event.dir()).as(watch::toString).isTrue();
        assertThat(event.modifiedIndex()).as(watch::toString).isEqualTo(index);
    }

    @Test
    void whatIsHiddenIsToldOnlyToThoseWhoNameIt() {
        String top = fresh();
        long start = v2().set(top + "/_hidden/a", "1").modifiedIndex();
        v2().set(top + "/b/_c", "2");
        v2().set(top + "/seen", "3");
        assertThat(v2().watch(V2Watch.of(top).recursive().fromIndex(start)).key())
                .isEqualTo(top + "/seen");
        assertThat(v2().watch(V2Watch.of(top + "/_hidden").recursive().fromIndex(start))
                        .key())
                .isEqualTo(top + "/_hidden/a");
        assertThat(v2().watch(V2Watch.of(top + "/b/_c").fromIndex(start)).value())
                .contains("2");
    }

    @Test
    void theEndOfADirectoryIsNothingToItsNeighbours() {
        String top = fresh();
        long start = v2().set(top + "/a/x", "1").modifiedIndex();
        v2().delete(V2Delete.of(top + "/a").recursive());
        v2().set(top + "/ab", "2");
        assertThat(v2().watch(V2Watch.of(top + "/ab").fromIndex(start)).key()).isEqualTo(top + "/ab");
    }

    @Test
    void itIsWaitedForSoLongAndNoLonger() {
        String key = fresh();
        long start = System.nanoTime();
        V2WatchTimedOutException failure = Fails.with(
                V2WatchTimedOutException.class, () -> v2().watch(V2Watch.of(key).atMost(SHORT)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, Duration.ofSeconds(5));
        assertThat(failure).hasMessageContaining(key);
        v2().set(key, "1");
    }

    @Test
    void whatIsForgottenIsToldSo() throws Exception {
        String key = fresh();
        long start = v2().set(key, "1").modifiedIndex();
        v2().set(key, "2");
        target.forgetEvents(target.shared());
        Fails.with(V2Code.EVENT_INDEX_CLEARED, () -> v2().watch(V2Watch.of(key).fromIndex(start)));
    }
}
