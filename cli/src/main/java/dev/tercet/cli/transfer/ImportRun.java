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
    private final Consumer<ImportTally> progress;
    private final Consumer<Conflict> conflicts;
    private final LinkedBlockingQueue<Landing> landed = new LinkedBlockingQueue<>();
    private int underWay;
    private int putting;

    /** What to tell while it goes on. */
    record Watchers(Consumer<ImportTally> progress, Consumer<Conflict> conflicts) {}

    /**
     * A run.
     *
     * @param sender sends a batch
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

    /**
     * Does it, and counts into {@code tally}. What goes wrong here, and not with a batch, is a failure there too, so that what was under way
     * is counted.
     *
     * @throws InterruptedException if it is not to wait any longer; what is under way then is in doubt
     */
    void run(Iterator<Batch> batches, ImportTally tally) throws InterruptedException {
        try {
            sendAll(batches, tally);
        } catch (InterruptedException e) {
            abandon(tally);
            throw e;
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                // Files are closed under those who read them when they are interrupted.
                abandon(tally);
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            tally.failed(e);
            drain(tally);
        }
    }

    private void sendAll(Iterator<Batch> batches, ImportTally tally) throws InterruptedException {
        Batch next = null;
        while (true) {
            boolean more = tally.failure().isEmpty() && !ending.getAsBoolean() && (next != null || batches.hasNext());
            if (more && next == null) {
                next = batches.next();
            }
            long delay = pace.delay(System.nanoTime());
            boolean free = more && next != null && isFree(next);
            if (free && next != null && delay <= 0) {
                send(next);
                next = null;
            } else if (more || underWay > 0) {
                await(tally, free ? Math.min(delay, LOOK_UP) : LOOK_UP);
            } else {
                return;
            }
        }
    }

    /** Deletes wait until all puts are done: one that fails must not leave too little behind. */
    private boolean isFree(Batch next) {
        return underWay < atOnce && (putting == 0 || next.deletes() == 0);
    }

    private void send(Batch batch) {
        pace.sent(batch.changes().size(), System.nanoTime());
        underWay++;
        putting += isPutting(batch);
        CompletableFuture<Landing> landing;
        try {
            landing = sender.apply(batch);
        } catch (RuntimeException e) {
            landing = CompletableFuture.failedFuture(e);
        }
        landing.exceptionally(failure -> Landing.failed(batch, failure)).thenAccept(landed::add);
    }

    private static int isPutting(Batch batch) {
        return batch.updates() > 0 ? 1 : 0;
    }

    private void await(ImportTally tally, long nanos) throws InterruptedException {
        Landing landing = landed.poll(nanos, TimeUnit.NANOSECONDS);
        while (landing != null) {
            count(landing, tally);
            landing.conflicts().forEach(conflicts);
            landing = landed.poll();
        }
        progress.accept(tally);
    }

    private void count(Landing landing, ImportTally tally) {
        underWay--;
        putting -= isPutting(landing.batch());
        tally.add(landing);
    }

    private void drain(ImportTally tally) throws InterruptedException {
        try {
            while (underWay > 0) {
                count(landed.take(), tally);
            }
        } catch (InterruptedException e) {
            abandon(tally);
            throw e;
        }
    }

    /** Counts what has landed, and what nobody waits for. */
    private void abandon(ImportTally tally) {
        for (Landing landing = landed.poll(); landing != null; landing = landed.poll()) {
            count(landing, tally);
        }
        tally.abandoned(underWay);
        underWay = 0;
    }
}
