package dev.tercet.recipes.internal.counter;

import dev.tercet.recipes.internal.flow.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One at a time: the changes of one instance would only be in each other's way. Threads: any; the queue is touched on the lane
 * alone, which also keeps those who end at once from standing on each other's stack.
 */
final class OneAtATime {
    private final Lane lane = new Lane();
    private final Deque<CompletableFuture<@Nullable Void>> waiting = new ArrayDeque<>();
    private boolean taken;

    /** Completes when it is one's turn; whoever cancels it has none. */
    CompletableFuture<@Nullable Void> take() {
        CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
        lane.run(() -> {
            waiting.add(turn);
            next();
        });
        return turn;
    }

    /** Ends the turn that one had. */
    void end() {
        lane.run(() -> {
            taken = false;
            next();
        });
    }

    private void next() {
        while (!taken && !waiting.isEmpty()) {
            taken = waiting.remove().complete(null);
        }
    }
}
