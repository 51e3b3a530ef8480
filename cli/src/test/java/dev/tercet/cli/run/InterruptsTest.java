package dev.tercet.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptsTest {
    private final List<Integer> halted = new ArrayList<>();
    private final Interrupts interrupts = new Interrupts(false, halted::add, Duration.ofMinutes(1));

    private static Process child() throws IOException {
        return new ProcessBuilder("sleep", "100").start();
    }

    @Test
    void theSecondEndsTheProgramWhereItStands() {
        interrupts.signal("INT");
        assertThat(interrupts.takeOver()).isCompletedWithValue("INT");
        assertThat(halted).isEmpty();
        interrupts.signal("TERM");
        assertThat(halted).containsExactly(130);
        assertThat(interrupts.takeOver()).isCompletedWithValue("INT");
    }

    @Test
    void theSecondDoesWhatIsLeftToDoFirst() {
        List<String> done = new ArrayList<>();
        interrupts.lastly(() -> done.add("kept " + halted));
        interrupts.lastly(() -> done.add("taken back")).run();
        interrupts.lastly(() -> {
            throw new IllegalStateException("which holds up nothing");
        });
        interrupts.signal("INT");
        assertThat(done).isEmpty();
        interrupts.signal("INT");
        assertThat(done).containsExactly("kept []");
        assertThat(halted).containsExactly(130);
    }

    @Test
    void ctrlCIsOfTheChildThatHasTheTerminal() throws Exception {
        Process child = child();
        interrupts.lend(() -> child, true);
        interrupts.signal("INT");
        interrupts.signal("INT");
        interrupts.interrupt("INT");
        assertThat(interrupts.isInterrupted()).isFalse();
        assertThat(child.isAlive()).isTrue();
        interrupts.signal("TERM");
        assertThat(interrupts.takeOver()).isCompletedWithValue("TERM");
        interrupts.signal("INT");
        assertThat(halted).isEmpty();
        interrupts.signal("HUP");
        assertThat(halted).containsExactly(130);
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatComesWhileAChildStartsIsTheChilds() throws Exception {
        Process child = child();
        CompletableFuture<Thread> signalled = new CompletableFuture<>();
        interrupts.lend(
                () -> {
                    Thread signal = new Thread(() -> interrupts.signal("INT"));
                    signal.start();
                    await().until(() -> signal.getState() == Thread.State.BLOCKED);
                    signalled.complete(signal);
                    return child;
                },
                true);
        signalled.join().join();
        assertThat(interrupts.isInterrupted()).isFalse();
        Children.kill(child);
    }

    @Test
    void aChildWithoutTheTerminalDoesNotOutliveTheSecond() throws Exception {
        Process child = child();
        interrupts.lend(() -> child, false);
        interrupts.signal("INT");
        assertThat(interrupts.isInterrupted()).isTrue();
        assertThat(child.isAlive()).isTrue();
        interrupts.signal("INT");
        assertThat(halted).containsExactly(130);
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsTakenBackIsOurs() throws Exception {
        Process child = child();
        interrupts.lend(() -> child, true);
        interrupts.takeBack();
        interrupts.signal("INT");
        assertThat(interrupts.takeOver()).isCompletedWithValue("INT");
        interrupts.signal("INT");
        assertThat(child.isAlive()).isTrue();
        Children.kill(child);
    }

    @Test
    void theExitCodeIsTheSignals() {
        assertThat(interrupts.exitCode()).isEqualTo(130);
        interrupts.interrupt("TERM");
        assertThat(interrupts.exitCode()).isEqualTo(143);
    }
}
