package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportRunTest {
    private final List<Integer> sent = new ArrayList<>();
    private final List<CompletableFuture<Landing>> open = new ArrayList<>();
    private final AtomicBoolean ending = new AtomicBoolean();
    private int most;

    @Test
    void doesAllOfThemFewAtATime() throws InterruptedException {
        ImportTally tally = run(10, 3, 0);
        assertThat(sent).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(most).isEqualTo(3);
        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.updated()).isEqualTo(10);
    }

    @Test
    void afterAFailureItSendsNoMoreAndWaitsForTheRest() throws InterruptedException {
        ImportTally tally = run(10, 3, 2);
        assertThat(tally.failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage("batch 2"));
        assertThat(sent).hasSizeLessThan(10);
        assertThat(open).allMatch(CompletableFuture::isDone);
        assertThat(tally.updated()).isEqualTo(sent.size() - 1);
    }

    @Test
    void askedToEndItSendsNoMore() throws InterruptedException {
        ending.set(true);
        ImportTally tally = run(10, 3, 0);
        assertThat(sent).isEmpty();
        assertThat(tally.text()).isEqualTo("Nothing was changed.");
    }

    @Test
    void holdsTheRate() throws InterruptedException {
        long begin = System.nanoTime();
        ImportTally tally = new ImportTally(6, 6);
        run(new Pace(100), 8).run(batches(6), tally);
        assertThat(tally.isComplete()).isTrue();
        // The first goes at once, and each of the others waits for the one before.
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void aSenderThatFailsIsAFailureOfItsBatch() {
        for (boolean throwing : new boolean[] {true, false}) {
            ImportTally tally = new ImportTally(3, 3);
            ImportRun run = new ImportRun(
                    batch -> {
                        IllegalStateException broken = new IllegalStateException("broken");
                        if (throwing) {
                            throw broken;
                        }
                        return CompletableFuture.<Landing>failedFuture(broken).thenApply(landing -> landing);
                    },
                    new Pace(0),
                    2,
                    ending::get,
                    new ImportRun.Watchers(now -> {}, conflict -> {}));
            assertThatCode(() -> within(run, batches(3), tally)).doesNotThrowAnyException();
            assertThat(tally.failure())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessage("broken"));
            assertThat(tally.text()).contains("may or may not be");
        }
    }

    @Test
    void deletesWaitUntilThePutsAreDone() throws InterruptedException {
        List<Batch> all = List.of(
                ImportTallyTest.batch(1, 1, 0),
                ImportTallyTest.batch(2, 1, 0),
                ImportTallyTest.batch(3, 1, 1),
                ImportTallyTest.batch(4, 0, 1),
                ImportTallyTest.batch(5, 0, 1));
        List<String> seen = new ArrayList<>();
        List<Batch> flying = new ArrayList<>();
        List<CompletableFuture<Landing>> futures = new ArrayList<>();
        ImportTally tally = new ImportTally(5, 6);
        new ImportRun(
                        batch -> {
                            seen.add(flying.stream().map(Batch::number).toList() + "+" + batch.number());
                            flying.add(batch);
                            futures.add(new CompletableFuture<>());
                            return futures.get(futures.size() - 1);
                        },
                        new Pace(0),
                        8,
                        ending::get,
                        new ImportRun.Watchers(
                                now -> {
                                    if (!flying.isEmpty()) {
                                        futures.remove(0).complete(Landing.done(flying.remove(0), List.of()));
                                    }
                                },
                                conflict -> {}))
                .run(all.iterator(), tally);
        assertThat(seen).containsExactly("[]+1", "[1]+2", "[]+3", "[]+4", "[4]+5");
        assertThat(tally.isComplete()).isTrue();
    }

    @Test
    void nothingIsDeletedOnceAPutHasFailed() throws InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        ImportTally tally = new ImportTally(3, 3);
        CompletableFuture<Landing> second = new CompletableFuture<>();
        new ImportRun(
                        batch -> {
                            numbers.add(batch.number());
                            return batch.number() == 2
                                    ? second
                                    : CompletableFuture.completedFuture(Landing.done(batch, List.of()));
                        },
                        new Pace(0),
                        8,
                        ending::get,
                        new ImportRun.Watchers(
                                now -> second.complete(Landing.failed(
                                        ImportTallyTest.batch(2, 1, 0), new IllegalStateException("refused"))),
                                conflict -> {}))
                .run(
                        List.of(
                                        ImportTallyTest.batch(1, 1, 0),
                                        ImportTallyTest.batch(2, 1, 0),
                                        ImportTallyTest.batch(3, 0, 1))
                                .iterator(),
                        tally);
        assertThat(numbers).containsExactly(1, 2);
    }

    @Test
    void whatGoesWrongHereIsToldWithWhatWasUnderWay() throws InterruptedException {
        CompletableFuture<Landing> late = new CompletableFuture<>();
        late.completeOnTimeout(Landing.done(ImportTallyTest.batch(1, 1, 0), List.of()), 50, TimeUnit.MILLISECONDS);
        ImportTally tally = new ImportTally(4, 4);
        IllegalStateException gone = new IllegalStateException("gone");
        new ImportRun(
                        batch -> late,
                        new Pace(0),
                        1,
                        ending::get,
                        new ImportRun.Watchers(
                                now -> {
                                    throw gone;
                                },
                                conflict -> {}))
                .run(batches(4), tally);
        assertThat(tally.failure()).containsSame(gone);
        assertThat(tally.text()).startsWith("1 of 4 transactions is done (1 keys updated, 0 deleted), 3 are not.");
    }

    @Test
    void whatNobodyWaitsForIsInDoubt() {
        ImportTally tally = new ImportTally(4, 4);
        ImportRun run = new ImportRun(
                batch -> {
                    if (batch.number() == 1) {
                        return CompletableFuture.completedFuture(Landing.done(batch, List.of()));
                    }
                    if (batch.number() == 3) {
                        Thread.currentThread().interrupt();
                    }
                    return new CompletableFuture<>();
                },
                new Pace(0),
                3,
                ending::get,
                new ImportRun.Watchers(now -> {}, conflict -> {}));
        assertThatThrownBy(() -> run.run(batches(4), tally)).isInstanceOf(InterruptedException.class);
        assertThat(tally.text())
                .startsWith("1 of 4 transactions is done (1 keys updated, 0 deleted), 2 may or may not be, 1 is not.");
    }

    private static void within(ImportRun run, Iterator<Batch> batches, ImportTally tally) throws Exception {
        CompletableFuture.runAsync(() -> {
                    try {
                        run.run(batches, tally);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get(10, TimeUnit.SECONDS);
    }

    private ImportTally run(int batches, int atOnce, int failing) throws InterruptedException {
        ImportTally tally = new ImportTally(batches, batches);
        ImportRun run = new ImportRun(
                batch -> {
                    CompletableFuture<Landing> landing = new CompletableFuture<>();
                    sent.add(batch.number());
                    open.add(landing);
                    long under = open.stream().filter(each -> !each.isDone()).count();
                    most = Math.max(most, (int) under);
                    // Once as many are under way as may be, the oldest lands.
                    if (under == atOnce || batch.number() == batches) {
                        landOne(failing);
                    }
                    return landing;
                },
                new Pace(0),
                atOnce,
                ending::get,
                new ImportRun.Watchers(now -> landOne(failing), conflict -> {}));
        run.run(batches(batches), tally);
        return tally;
    }

    private void landOne(int failing) {
        for (int i = 0; i < open.size(); i++) {
            if (!open.get(i).isDone()) {
                Batch batch = ImportTallyTest.batch(sent.get(i), 1, 0);
                open.get(i)
                        .complete(
                                batch.number() == failing
                                        ? Landing.failed(batch, new IllegalStateException("batch " + failing))
                                        : Landing.done(batch, List.of()));
                return;
            }
        }
    }

    private ImportRun run(Pace pace, int atOnce) {
        return new ImportRun(
                batch -> CompletableFuture.completedFuture(Landing.done(batch, List.of())),
                pace,
                atOnce,
                () -> false,
                new ImportRun.Watchers(now -> {}, conflict -> {}));
    }

    private static Iterator<Batch> batches(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> ImportTallyTest.batch(number, 1, 0))
                .iterator();
    }
}
