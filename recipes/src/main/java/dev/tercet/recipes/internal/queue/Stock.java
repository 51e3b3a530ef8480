package dev.tercet.recipes.internal.queue;

import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where takers take from. One call of {@link #read} or {@link #take} is under way at a time.
 *
 * @param <C> what can be taken, as it is known before
 * @param <I> what has been taken
 */
interface Stock<C, I> {
    /** Reads the head. */
    CompletableFuture<Page<C>> read();

    /**
     * Tries to take what comes first.
     *
     * @param known not empty; some of it may be gone
     * @param wanted how many
     */
    CompletableFuture<Haul<C, I>> take(Page<C> known, int wanted);

    /** What to watch while there is nothing. */
    WatchRequest watch(long fromRevision);

    /** What a change brings: null if nothing to be had, an empty page if it has to be read. */
    @Nullable
    Page<C> news(WatchSignal.Change change);

    /** Undoes a take that nobody wants. */
    void giveBack(List<I> items);
}
