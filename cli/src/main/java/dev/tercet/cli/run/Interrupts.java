package dev.tercet.cli.run;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.utils.Signals;

/**
 * Ctrl-C, and the other ways of asking a program to end. Who works for long or holds something asks for them and ends in an orderly way;
 * for all others they end the JVM as ever. A second one ends it at once in any case.
 */
public final class Interrupts {
    private static final String[] SIGNALS = {"INT", "TERM", "HUP"};
    private static final int KILLED = 130;

    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final boolean ofSignals;
    private boolean awaited;

    /** The program's own signals. */
    public Interrupts() {
        this(true);
    }

    private Interrupts(boolean ofSignals) {
        this.ofSignals = ofSignals;
    }

    /** Those that are handed on by {@link #interrupt}: whoever hands them on has the signals. */
    public static Interrupts handedOn() {
        return new Interrupts(false);
    }

    /** Completes when the program is asked to end, with the signal's name. The signal no longer ends the program by itself. */
    public synchronized CompletableFuture<String> first() {
        if (!awaited && ofSignals) {
            for (String name : SIGNALS) {
                listen(name);
            }
        }
        awaited = true;
        return first;
    }

    /** Whether anybody asked for the first. */
    public synchronized boolean isAwaited() {
        return awaited;
    }

    /**
     * Waits for something, unless the program is asked to end first: then cancels it and ends the command.
     *
     * @param doing what is waited for, for people
     * @return what came of it; fails as it did
     */
    public <T> T await(CompletableFuture<T> work, String doing) {
        CompletableFuture<String> ending = first();
        try {
            CompletableFuture.anyOf(work, ending).join();
            if (!work.isDone()) {
                work.cancel(true);
                throw new CommandException(Exit.INTERRUPTED, doing + ": ended by SIG" + ending.join());
            }
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /**
     * Pauses.
     *
     * @return whether the program was asked to end meanwhile
     */
    public boolean pause(Duration time) {
        try {
            first().get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            // Nobody fails it; an interrupted thread is the shell's, which ends the command.
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Whether the program was asked to end. */
    public boolean isInterrupted() {
        return first.isDone();
    }

    /** As if the signal had come: for tests and for the shell. */
    public void interrupt(String name) {
        first.complete(name);
    }

    private void listen(String name) {
        // Null on a system that has no such signal, or where the JVM has it for itself.
        Signals.register(name, () -> {
            if (!first.complete(name)) {
                Runtime.getRuntime().halt(KILLED);
            }
        });
    }
}
