package dev.tercet.recipes.internal.flow;

import dev.tercet.explore.Exploration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Whatever the interleaving, steps run one at a time, none is left behind, and those of one thread keep their order. */
public class LaneLincheckTest {
    private final Lane lane = new Lane();
    private final AtomicInteger brought = new AtomicInteger();
    // Of the lane, and not guarded in any other way.
    private boolean inside;
    private int run;
    private boolean together;
    private boolean disordered;

    /** Brings two steps, of which the second finds what the first one did, and brings a third. */
    @Operation
    public void bring() {
        boolean[] first = new boolean[1];
        brought.addAndGet(3);
        lane.run(() -> step(() -> first[0] = true));
        lane.run(() -> step(() -> {
            disordered |= !first[0];
            lane.run(() -> step(() -> {}));
        }));
    }

    private void step(Runnable what) {
        together |= inside;
        inside = true;
        run++;
        what.run();
        inside = false;
    }

    @Validate
    public void allWereRunOneByOne() {
        if (together || disordered || run != brought.get()) {
            throw new IllegalStateException(
                    "together " + together + ", disordered " + disordered + ", run " + run + " of " + brought.get());
        }
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(Exploration.scaled(2))
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(getClass());
    }
}
