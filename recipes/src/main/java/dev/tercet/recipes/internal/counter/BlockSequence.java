package dev.tercet.recipes.internal.counter;

import dev.tercet.recipes.counter.Counter;
import dev.tercet.recipes.counter.Sequence;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from blocks that are reserved on a counter.
 *
 * <p>Threads: any. The lock guards the block and who waits for one; calls, and completions of futures, are made outside it. At most
 * one reservation is under way, and it is made while somebody waits.
 */
public final class BlockSequence implements Sequence {
    private final Counter reserved;
    private final int blockSize;
    private final Executor callbacks;
    private final Deque<Promise<Long>> waiting = new ArrayDeque<>();
    private long next = 1;
    private long last;
    private @Nullable CompletableFuture<Long> reservation;
    private boolean reserving;

    /** A sequence whose blocks are reserved on this counter. */
    public BlockSequence(Counter reserved, int blockSize, Executor callbacks) {
        this.reserved = reserved;
        this.blockSize = blockSize;
        this.callbacks = callbacks;
    }

    @Override
    public int blockSize() {
        return blockSize;
    }

    @Override
    public CompletableFuture<Long> nextAsync() {
        Promise<Long> number = new Promise<>(callbacks);
        Long atHand = null;
        synchronized (this) {
            if (waiting.isEmpty() && !reserving && next <= last) {
                atHand = next++;
            } else {
                waiting.add(number);
            }
        }
        if (atHand != null) {
            number.succeed(atHand);
        } else {
            number.onAbandon(() -> leave(number));
            reserve();
        }
        return number;
    }

    private void reserve() {
        int size;
        synchronized (this) {
            if (reserving || waiting.isEmpty()) {
                return;
            }
            reserving = true;
            size = Math.max(blockSize, waiting.size());
        }
        CompletableFuture<Long> call = reserved.addAsync(size);
        boolean unwanted;
        synchronized (this) {
            reservation = call;
            unwanted = waiting.isEmpty();
        }
        call.whenComplete((end, failure) -> arrived(end, failure, size));
        if (unwanted) {
            call.cancel(true);
        }
    }

    private void arrived(@Nullable Long end, @Nullable Throwable failure, int size) {
        if (end != null) {
            serve(end - size + 1, end);
        } else {
            refuse(Task.unwrapped(Objects.requireNonNull(failure, "failure")));
        }
        reserve();
    }

    private void serve(long first, long end) {
        List<Promise<Long>> served = new ArrayList<>();
        synchronized (this) {
            reserving = false;
            reservation = null;
            while (served.size() <= end - first && !waiting.isEmpty()) {
                served.add(waiting.remove());
            }
            // One at a time means rising for everybody: what a cancelled caller left over is older than what others
            // have by now.
            next = blockSize == 1 ? 1 : first + served.size();
            last = blockSize == 1 ? 0 : end;
        }
        for (int i = 0; i < served.size(); i++) {
            served.get(i).succeed(first + i);
        }
    }

    private void refuse(Throwable why) {
        List<Promise<Long>> refused = List.of();
        synchronized (this) {
            reserving = false;
            reservation = null;
            // Cancelled when nobody waited any more: who came since has nothing to do with it.
            if (!(why instanceof CancellationException)) {
                refused = List.copyOf(waiting);
                waiting.clear();
            }
        }
        refused.forEach(number -> number.fail(why));
    }

    private void leave(Promise<Long> number) {
        CompletableFuture<Long> idle;
        synchronized (this) {
            waiting.remove(number);
            idle = waiting.isEmpty() ? reservation : null;
        }
        if (idle != null) {
            idle.cancel(true);
        }
    }

    @Override
    public String toString() {
        return "sequence on " + reserved + " in blocks of " + blockSize;
    }
}
