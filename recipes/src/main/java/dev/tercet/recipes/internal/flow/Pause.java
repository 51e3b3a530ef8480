package dev.tercet.recipes.internal.flow;

import dev.tercet.recipes.internal.flow.Timer.Alarm;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A while that passes without a thread. */
public final class Pause {
    private Pause() {}

    /** Completes after so long, on the callback executor; cancelling it takes it out of the timer. Zero or less is over already. */
    public static CompletableFuture<@Nullable Void> of(Timer timer, long nanos) {
        if (nanos <= 0) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
        Alarm alarm = timer.after(nanos, () -> over.complete(null));
        over.whenComplete((nothing, failure) -> alarm.cancel());
        return over;
    }
}
