package dev.tercet.recipes.internal.flow;

import dev.tercet.explore.Exploration;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Whoever cancels the whole cancels the call under way, or the one that is made at that very moment. */
public class TaskLincheckTest {
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private final CompletableFuture<String> whole;
    private Task task;
    private CompletableFuture<String> last;

    public TaskLincheckTest() {
        whole = Task.run(Runnable::run, started -> {
            task = started;
            return body;
        });
    }

    /** The call before is over, and there is another. */
    @Operation(nonParallelGroup = "calls")
    public void step() {
        if (last != null) {
            last.complete("done");
        }
        last = new CompletableFuture<>();
        task.step(last);
    }

    @Operation
    public void cancel() {
        whole.cancel(true);
    }

    @Validate
    public void theLastCallIsCancelledWithTheWhole() {
        if (last != null && whole.isCancelled() != last.isCancelled()) {
            throw new IllegalStateException("the whole " + whole + ", its last call " + last);
        }
        if (whole.isCancelled() != task.isAbandoned()) {
            throw new IllegalStateException("the whole " + whole + ", abandoned " + task.isAbandoned());
        }
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(Exploration.scaled(4))
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(getClass());
    }
}
