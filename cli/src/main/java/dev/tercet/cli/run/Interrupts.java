package dev.tercet.cli.run;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C, and the other ways of asking a program to end. Who works for long or holds something asks for them and ends in an orderly way;
 * for all others they end the JVM as ever. A second one ends it at once in any case, and a child that runs in its stead with it.
 */
public final class Interrupts {
    private static final String[] SIGNALS = {"INT", "TERM", "HUP"};
    private static final int SIGNALLED = 128;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final boolean ofSignals;
    private final IntConsumer halt;
    private final Duration patience;
    private boolean takenOver;
    private volatile @Nullable Lent lent;
    private final Queue<Runnable> last = new ConcurrentLinkedQueue<>();

    /** The program's own signals. */
    public Interrupts() {
        this(true, Runtime.getRuntime()::halt, SOON);
    }

    /**
     * Others.
     *
     * @param patience how long what is left to do may take at a second signal
     */
    Interrupts(boolean ofSignals, IntConsumer halt, Duration patience) {
        this.ofSignals = ofSignals;
        this.halt = halt;
        this.patience = patience;
    }

    /** Those that are handed on by {@link #interrupt}: whoever hands them on has the signals. */
    public static Interrupts handedOn() {
        return new Interrupts(false, Runtime.getRuntime()::halt, SOON);
    }

    /**
     * Takes the signals over: from now on the first of them no longer ends the program by itself, which is up to whoever called this. Once
     * is enough; again does no harm.
     *
     * @return completes with the signal's name when the program is asked to end, by now or later; never fails
     */
    public synchronized CompletableFuture<String> takeOver() {
        if (!takenOver && ofSignals) {
            for (String name : SIGNALS) {
                listen(name);
            }
        }
        takenOver = true;
        return first;
    }

    /** Whether somebody has done so. */
    public synchronized boolean isTakenOver() {
        return takenOver;
    }

    /**
     * Waits for something, unless the program is asked to end first: then cancels it and ends the command.
     *
     * @param doing what is waited for, for people
     * @return what came of it; fails as it did
     */
    public <T> T await(CompletableFuture<T> work, String doing) {
        CompletableFuture<String> ending = takeOver();
        Waiting.on(CompletableFuture.anyOf(work, ending));
        if (!work.isDone()) {
            work.cancel(true);
            throw new CommandException(Exit.INTERRUPTED, doing + ": ended by SIG" + ending.join());
        }
        return Waiting.on(work);
    }

    /**
     * Pauses.
     *
     * @return whether the program was asked to end meanwhile
     */
    public boolean pause(Duration time) {
        try {
            takeOver().get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            // Nobody fails it; an interrupted thread is the shell's, which ends the command.
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends the command, which has changed nothing yet, if the program was asked to end. */
    public void endUnchanged() {
        if (isInterrupted()) {
            throw ended(" Nothing was changed.");
        }
    }

    /**
     * The end of a command that was asked to end.
     *
     * @param soFar what is said after that, of how far it came
     */
    public CommandException ended(String soFar) {
        return new CommandException(Exit.INTERRUPTED, "interrupted (" + first.getNow("") + ")." + soFar);
    }

    /** Whether the program was asked to end. */
    public boolean isInterrupted() {
        return first.isDone();
    }

    /** What shells make of a program that a signal ended, if one has asked this one to end. */
    public int exitCode() {
        return SIGNALLED
                + switch (first.getNow("INT")) {
                    case "HUP" -> 1;
                    case "TERM" -> 15;
                    default -> 2;
                };
    }

    /**
     * Starts a child that runs in this program's stead until {@link #takeBack}: it does not outlive a second signal. A signal that
     * comes while it starts waits for that, so that there is no moment in which it is known to one side only.
     *
     * @param terminal whether it has the terminal: then it gets Ctrl-C by itself, which is its own and no matter of ours
     */
    public synchronized Process lend(Supplier<Process> start, boolean terminal) {
        Process child = start.get();
        lent = new Lent(child, terminal);
        return child;
    }

    /** The child has ended. */
    public void takeBack() {
        lent = null;
    }

    /** Whether Ctrl-C is a child's now. */
    public boolean isLent() {
        Lent now = lent;
        return now != null && now.terminal();
    }

    /**
     * Has a second signal do something before it ends the program, on another thread than that of the command: to say what was done until
     * then, or to remove what is half done. It gets a second for it.
     *
     * @return takes it back
     */
    public Runnable lastly(Runnable act) {
        last.add(act);
        return () -> last.remove(act);
    }

    /** As if the signal had come: for tests and for the shell. A second one does nothing. */
    public void interrupt(String name) {
        if (!isOfChild(name)) {
            first.complete(name);
        }
    }

    private void listen(String name) {
        // Null on a system that has no such signal, or where the JVM has it for itself.
        Signals.register(name, () -> signal(name));
    }

    /** A signal has come. */
    void signal(String name) {
        if (isOfChild(name) || first.complete(name)) {
            return;
        }
        Lent now = lent;
        if (now != null) {
            Children.kill(now.child());
        }
        doLast();
        halt.accept(SIGNALLED + 2);
    }

    private void doLast() {
        try {
            CompletableFuture.allOf(
                            last.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture<?>[]::new))
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Whoever reads what is said may not read on; the end does not wait for that.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOfChild(String name) {
        return name.equals("INT") && isLent();
    }

    private record Lent(Process child, boolean terminal) {}
}
