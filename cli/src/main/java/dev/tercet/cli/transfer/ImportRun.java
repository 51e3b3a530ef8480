package dev.tercet.cli.transfer;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends batches, several at a time, until all are done, one fails, or somebody asks it to end; then it waits for those under way.
 *
 * <p>Threads: the caller's alone decides and counts; answers come on others and only lay down what they are.
 */
final class ImportRun {
    /** How often it looks up while it waits: for an interrupt, and to show how far it is. */
    private static final long LOOK_UP = TimeUnit.MILLISECONDS.toNanos(50);

    private final Function<Batch, CompletableFuture<Landing>> sender;
    private final Pace pace;
    private final int atOnce;
    private final BooleanSupplier ending;
    private final Consumer<Tally> progress;
    private final Consumer<Conflict> conflicts;
    private final LinkedBlockingQueue<Landing> landed = new LinkedBlockingQueue<>();
    private int underWay;

    /** What to tell while it goes on. */
    record Watchers(Consumer<Tally> progress, Consumer<Conflict> conflicts) {}

    /**
     * A run.
     *
     * @param sender its futures do not fail
     * @param atOnce how many batches may be under way
     * @param ending whether it is to end
     */
    ImportRun(
            Function<Batch, CompletableFuture<Landing>> sender,
            Pace pace,
            int atOnce,
            BooleanSupplier ending,
            Watchers watchers) {
        this.sender = sender;
        this.pace = pace;
        this.atOnce = atOnce;
        this.ending = ending;
        this.progress = watchers.progress;
        this.conflicts = watchers.conflicts;
    }

    /** Does it, and counts into {@code tally}. */
    void run(Iterator<Batch> batches, Tally tally) throws InterruptedException {
        while (true) {
            boolean more = batches.hasNext() && tally.failure().isEmpty() && !ending.getAsBoolean();
            long delay = pace.delay(System.nanoTime());
            if (more && underWay < atOnce && delay <= 0) {
                send(batches.next());
            } else if (more || underWay > 0) {
                await(tally, underWay < atOnce && more ? Math.min(delay, LOOK_UP) : LOOK_UP);
            } else {
                return;
            }
        }
    }

    private void send(Batch batch) {
        pace.sent(batch.changes().size(), System.nanoTime());
        underWay++;
        sender.apply(batch).thenAccept(landed::add);
    }

    private void await(Tally tally, long nanos) throws InterruptedException {
        Landing landing = landed.poll(nanos, TimeUnit.NANOSECONDS);
        while (landing != null) {
            underWay--;
            tally.add(landing);
            landing.conflicts().forEach(conflicts);
            landing = landed.poll();
        }
        progress.accept(tally);
    }
}
