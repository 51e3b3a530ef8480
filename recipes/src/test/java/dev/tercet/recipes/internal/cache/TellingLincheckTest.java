package dev.tercet.recipes.internal.cache;

import dev.tercet.explore.Exploration;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.cache.CacheListener;
import dev.tercet.recipes.cache.CacheState;
import dev.tercet.recipes.cache.CacheUpdate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** A cache's listener is told by whichever threads find time: all of it, in order, by one at a time, and nothing after the end. */
public class TellingLincheckTest {
    private static final KeyRange RANGE = KeyRange.of("k");

    private final Queue<Runnable> callbacks = new ConcurrentLinkedQueue<>();
    private final Telling telling = new Telling(new Listener(), false, callbacks::add, gone -> {});
    // Of the lane.
    private long revision;
    private boolean over;
    // Of who tells.
    private long heard;
    private boolean inside;
    private boolean ended;
    private volatile String wrong = "";

    public TellingLincheckTest() {}

    private final class Listener implements CacheListener {
        @Override
        public void updated(CacheUpdate update) {
            enter();
            check(update.revision() == heard + 1, "left out or told again");
            heard = update.revision();
            inside = false;
        }

        @Override
        public void stateChanged(CacheState state) {
            enter();
            ended = state instanceof CacheState.Ended;
            inside = false;
        }

        private void enter() {
            check(!inside && !ended, "told by two at once, or after the end");
            inside = true;
        }
    }

    private void check(boolean holds, String otherwise) {
        wrong = holds ? wrong : otherwise;
    }

    @Operation(nonParallelGroup = "lane")
    public void change() {
        if (!over) {
            Copy copy = new Copy(RANGE, Tree.EMPTY, ++revision);
            telling.tell(copy, new CacheUpdate(CacheUpdate.Kind.REVISION, List.of(), copy));
        }
    }

    @Operation(nonParallelGroup = "lane")
    public void live() {
        if (!over) {
            telling.tell(new CacheState.Live());
        }
    }

    @Operation(nonParallelGroup = "lane")
    public void end() {
        if (!over) {
            over = true;
            telling.tell(new CacheState.Ended(null));
        }
    }

    /** The callback executor finds time. */
    @Operation
    public void callBack() {
        Runnable next = callbacks.poll();
        if (next != null) {
            next.run();
        }
    }

    @Validate
    public void allIsTold() {
        for (Runnable next = callbacks.poll(); next != null; next = callbacks.poll()) {
            next.run();
        }
        check(heard == revision, "not all was told");
        check(ended == over, "not told of the end, or of one that is none");
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(Exploration.scaled(10))
                .invocationsPerIteration(50)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(1)
                .actorsAfter(0)
                .check(getClass());
    }
}
