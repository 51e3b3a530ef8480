package dev.tercet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops, over a client that answers by itself. */
class LoadTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final InMemoryClient client = new InMemoryClient();

    @AfterEach
    void close() {
        client.close();
    }

    static List<Row> all() {
        return Stream.of(Row.calls(), Row.bulk(), Row.recipes(), Row.v2())
                .flatMap(List::stream)
                .distinct()
                // Of two clients: see HandoverLoadTest.
                .filter(row -> row.work() != Work.LOCK_HANDOVER)
                .filter(row -> !row.isVirtual() || VirtualThreads.factory().isPresent())
                .toList();
    }

    /** A machine with other things to do may not get round to one call in a window so short. */
    private Sample measured(Row row) throws Exception {
        Sample sample = Load.of(row, client).run(client, SHORT, SHORT);
        for (int again = 0; again < 50 && sample.ops() == 0; again++) {
            sample = Load.of(row, client).run(client, SHORT, SHORT);
        }
        return sample;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRowCountsWhatEnded(Row row) throws Exception {
        Sample sample = measured(row);

        assertThat(sample.ops()).isPositive();
        assertThat(sample.nanos()).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get",
                "get-64",
                "get-500-bytes",
                "range-10000",
                "kept-1000",
                "scan-1000",
                "watch",
                "watch-10",
                "watch-beside-slow",
                "watch-latency"
            })
    void anAnswerOfTheWrongSizeIsNoFigure(String id) {
        client.valueLength = 99;

        Row row = Row.named(id).orElseThrow();
        assertThatThrownBy(() -> Load.of(row, client).run(client, SHORT, SHORT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatAnAnswerKeepsIsMeasuredByTheKey() throws Exception {
        Sample sample = Load.of(new Row(Work.KEPT, 50_000), client).run(client, SHORT, SHORT);

        assertThat(sample.figure("kept")).isBetween(195.0, 205.0);
    }

    @Test
    void somethingHasToBeKeptAndNearlyTheSameEachTime() {
        assertThat(KeptLoad.agree(new double[] {-500, 199, 200, 201, 900})).isTrue();
        assertThat(KeptLoad.agree(new double[] {199, 199, 200, 204, 204})).isFalse();
        assertThat(KeptLoad.agree(new double[] {0, 0, 0, 0, 0})).isFalse();
        assertThat(KeptLoad.agree(new double[] {-200, -200, -200, -200, -200})).isFalse();
    }

    @Test
    void whatAnAnswerKeepsHasToBeTheSameEachTime() {
        client.heldGrows = 50;

        assertThatThrownBy(() -> Load.of(new Row(Work.KEPT, 50_000), client).run(client, SHORT, SHORT))
                .hasMessageContaining("differs");
    }

    @Test
    void aScanTellsWhatOfItIsInUseAtOnce() throws Exception {
        // The first is measured, the second is looked at.
        client.scanWithPage = 2;
        Sample sample = Load.of(new Row(Work.SCAN, 100_000), client).run(client, SHORT, Duration.ZERO);

        assertThat(sample.ops()).isEqualTo(100_000);
        assertThat(sample.figure("peak-MB")).isBetween(19.0, 25.0);
    }

    @Test
    void putsThatGoTogetherAreMeasuredBesideOthers() throws Exception {
        Sample sample = new BatchedLoad(64, SHORT).run(client, SHORT, SHORT);
        assertThat(sample.figure("gain")).isEqualTo(sample.opsPerSecond() / sample.figure("alone"), within(1e-9));
        assertThat(client.together.sum()).isPositive();

        client.batches = false;
        assertThat(new BatchedLoad(64, SHORT).run(client, SHORT, SHORT).figures())
                .doesNotContainKey("gain");
    }

    @Test
    void aFailedCallIsNoFigure() {
        client.failure = new IllegalStateException("lost");

        assertThatThrownBy(() -> Load.of(new Row(Work.PUT_ASYNC, 64), client).run(client, SHORT, SHORT))
                .hasMessageContaining("lost");
    }

    @Test
    void aCallThatFailsInOneOfManyThreadsIsNoFigure() {
        client.valueLength = 99;

        assertThatThrownBy(() -> Load.of(new Row(Work.GET_THREADS, 16), client).run(client, SHORT, SHORT))
                .hasMessageContaining("99 bytes");
    }

    @Test
    void blockingRowsAndThoseInFlightTellLatencies() throws Exception {
        for (Row row : Row.rows("put", "get-16", "put-16-threads")) {
            Sample sample = measured(row);

            assertThat(sample.figure("p50")).as(row.id()).isPositive();
            assertThat(sample.figure("p99")).as(row.id()).isGreaterThanOrEqualTo(sample.figure("p50"));
        }
    }

    @Test
    void aRecipeThatFailsIsNoFigure() {
        client.failure = new IllegalStateException("lost");

        assertThatThrownBy(
                        () -> Load.of(new Row(Work.LOCK_HANDED_OVER, 8), client).run(client, SHORT, SHORT))
                .hasMessageContaining("lost");
    }

    @Test
    void aWatchIsMeasuredWhileASlowOneIsOpen() throws Exception {
        Load.of(Row.of(Work.WATCH_BESIDE_SLOW), client).run(client, SHORT, SHORT);

        assertThat(client.besideSlow).isTrue();
        assertThat(client.slow).isFalse();
        assertThat(client.watchers).isEmpty();
    }

    @Test
    void eventsOfAllWatchesCount() throws Exception {
        Load.of(new Row(Work.WATCH_MANY, 7), client).run(client, SHORT, SHORT);

        assertThat(client.mostWatchers).isEqualTo(7);
        assertThat(client.watchers).isEmpty();
    }

    @Test
    void valuesOfAnySizeArePutAndRead() throws Exception {
        Load.of(new Row(Work.PUT_SIZED, 5000), client).run(client, SHORT, SHORT);
        assertThat(client.sizedLength).isEqualTo(5000);

        Load.of(new Row(Work.GET_SIZED, 700), client).run(client, SHORT, SHORT);
        assertThat(client.sizedLength).isEqualTo(700);
    }

    @Test
    void theLatencyOfAWatchIsFromTheTimeInTheValue() throws Exception {
        Sample sample = measured(Row.of(Work.WATCH_LATENCY));

        assertThat(sample.ops()).isPositive();
        assertThat(sample.figure("p50")).isCloseTo(3.6e9, withinPercentage(3));
        assertThat(client.watching).isFalse();
    }

    @Test
    void watchesAreOpenedUntilTheWindowIsOver() throws Exception {
        Sample sample = Load.of(new Row(Work.WATCHES, 250), client).run(client, SHORT, SHORT);

        assertThat(sample.ops()).isPositive().matches(ops -> ops % 250 == 0, "whole rounds");
        assertThat(sample.figure("streams")).isEqualTo(3);
        assertThat(sample.figure("ms")).isPositive();
        assertThat(client.watchStreams()).isZero();
    }

    @Test
    void streamsThatAreNotClosedAreNoFigure() {
        client.streamsStay = true;

        WatchesLoad load = new WatchesLoad(250, client, Duration.ZERO);
        assertThatThrownBy(() -> load.run(client, SHORT, SHORT)).hasMessageContaining("3 streams were still open");
    }

    @Test
    void aLeaseThatIsLostIsNoFigure() {
        client.loses = true;

        LeaseLoad load = new LeaseLoad(10, Duration.ofMillis(600), client);
        assertThatThrownBy(() -> load.run(client, SHORT, SHORT)).hasMessageContaining("gone");
        assertThat(client.leases).isEmpty();
    }

    @Test
    void renewalsAreWhatTheServerSaw() throws Exception {
        Sample sample = new LeaseLoad(300, Duration.ofMillis(600), client).run(client, SHORT, SHORT);

        assertThat(sample.ops()).isGreaterThanOrEqualTo(300);
        assertThat(sample.nanos()).isGreaterThanOrEqualTo(Duration.ofMillis(220).toNanos());
        assertThat(sample.figure("a-lease")).isEqualTo(sample.ops() / 300.0);
        assertThat(client.leases).isEmpty();
    }

    @Test
    void aLeaseThatIsNotRenewedIsNoFigure() {
        client.forgetful = true;

        LeaseLoad load = new LeaseLoad(10, Duration.ofMillis(600), client);
        assertThatThrownBy(() -> load.run(client, SHORT, SHORT)).hasMessageContaining("of 10 leases");
        assertThat(client.leases).isEmpty();
    }

    @Test
    void aLeaseThatIsNotGrantedIsNoFigure() {
        client.failure = new IllegalStateException("lost");

        LeaseLoad load = new LeaseLoad(10, Duration.ofMillis(600), client);
        assertThatThrownBy(() -> load.run(client, SHORT, SHORT)).hasMessageContaining("lost");
    }
}
