package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.InterruptedEtcdException;
import java.util.concurrent.CompletableFuture;

/** A caller that is interrupted while it waits. */
final class Interruption {
    private Interruption() {}

    /**
     * Makes the call on a thread of its own, interrupts it there, and expects that it ends with the flag set.
     *
     * @param waiting returns as soon as the call waits
     */
    static void of(Runnable call, Runnable waiting) throws Exception {
        CompletableFuture<Boolean> flagged = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> {
                    try {
                        call.run();
                        flagged.completeExceptionally(new AssertionError("the call went on to its end"));
                    } catch (InterruptedEtcdException e) {
                        flagged.complete(Thread.currentThread().isInterrupted());
                    } catch (Throwable e) {
                        flagged.completeExceptionally(e);
                    }
                },
                "interrupted-caller");
        caller.setDaemon(true);
        caller.start();
        waiting.run();
        caller.interrupt();
        assertThat(Within.seconds(10, flagged)).as("the thread's flag").isTrue();
    }
}
