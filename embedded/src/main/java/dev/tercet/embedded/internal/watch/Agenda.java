package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.state.Apply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What is to be done on the loop in its next pass, which is asked for once, however much there is to do. Within steps only.
 */
final class Agenda {
    private final Apply apply;
    private final Executor loop;
    private final Runnable pass;
    private final Set<WatchStream> asking = new LinkedHashSet<>();
    private List<Runnable> said = new ArrayList<>();
    private boolean awake;

    Agenda(Apply apply, Executor loop, Runnable pass) {
        this.apply = apply;
        this.loop = loop;
        this.pass = pass;
    }

    /** Says something that is not an event: before all events that go out in the next pass, and in this order. */
    void say(Runnable saying) {
        said.add(saying);
        wake();
    }

    /** Has a stream report progress. */
    void ask(WatchStream stream) {
        asking.add(stream);
        wake();
    }

    /** There is something to do. */
    void wake() {
        if (!awake) {
            awake = true;
            apply.afterwards(() -> onLoop(pass));
        }
    }

    /** Does something on the loop. Not bound to a step. */
    void onLoop(Runnable task) {
        loop.execute(task);
    }

    /** The pass begins: what comes from now on is for another. */
    List<Runnable> begin() {
        awake = false;
        List<Runnable> now = said;
        said = new ArrayList<>();
        return now;
    }

    /** The streams that were asked for progress. */
    Set<WatchStream> asking() {
        return asking;
    }
}
