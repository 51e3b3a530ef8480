package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        Tally tally = run(10, 3, 0);
        assertThat(sent).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(most).isEqualTo(3);
        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.updated()).isEqualTo(10);
    }

    @Test
    void afterAFailureItSendsNoMoreAndWaitsForTheRest() throws InterruptedException {
        Tally tally = run(10, 3, 2);
        assertThat(tally.failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage("batch 2"));
        assertThat(sent).hasSizeLessThan(10);
        assertThat(open).allMatch(CompletableFuture::isDone);
        assertThat(tally.updated()).isEqualTo(sent.size() - 1);
    }

    @Test
    void askedToEndItSendsNoMore() throws InterruptedException {
        ending.set(true);
        Tally tally = run(10, 3, 0);
        assertThat(sent).isEmpty();
        assertThat(tally.text()).isEqualTo("Nothing was changed.");
    }

    @Test
    void holdsTheRate() throws InterruptedException {
        long begin = System.nanoTime();
        Tally tally = new Tally(6, 6);
        run(new Pace(100), 8).run(batches(6), tally);
        assertThat(tally.isComplete()).isTrue();
        // The first goes at once, and each of the others waits for the one before.
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000);
    }

    private Tally run(int batches, int atOnce, int failing) throws InterruptedException {
        Tally tally = new Tally(batches, batches);
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
                Batch batch = TallyTest.batch(sent.get(i), 1, 0);
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
                .mapToObj(number -> TallyTest.batch(number, 1, 0))
                .iterator();
    }
}
