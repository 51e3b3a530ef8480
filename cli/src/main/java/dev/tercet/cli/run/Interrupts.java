package dev.tercet.cli.run;

import java.util.concurrent.CompletableFuture;
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
