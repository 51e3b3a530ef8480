package dev.tercet.benchmarks.driver;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells what is being done: on a terminal in one line that is written over, and otherwise in lines of their own, not more than one every few
 * seconds. Silence of minutes looks like a process that hangs.
 */
final class Progress {
    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier clock;
    private long told;
    private int width;

    Progress(PrintStream out, boolean terminal, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        told = clock.getAsLong() - BETWEEN;
    }

    /** On standard error. The script says whether that is a terminal, since Java knows it only of all three streams together. */
    static Progress onStandardError() {
        return new Progress(System.err, Boolean.getBoolean("bench.terminal"), System::nanoTime);
    }

    /** Tells that this begins. */
    void tell(String what) {
        if (terminal) {
            out.print("\r" + what + " ".repeat(Math.max(0, width - what.length())));
            out.flush();
            width = what.length();
        } else if (clock.getAsLong() - told >= BETWEEN) {
            out.println("bench: " + what);
            told = clock.getAsLong();
        }
    }

    /** Makes room for other lines: on a terminal, what was told last goes. */
    void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }
}
