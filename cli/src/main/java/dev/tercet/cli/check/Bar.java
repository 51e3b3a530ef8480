package dev.tercet.cli.check;

import dev.tercet.cli.output.Out;

/** A bar that grows, at a terminal; nothing at all elsewhere. */
final class Bar {
    private static final int WIDTH = 40;
    private static final int WHOLE = 100;

    private final Out err;
    private int shown = -1;

    Bar(Out err) {
        this.err = err;
    }

    /** So much of it is done, of 1. */
    void show(double share) {
        int percent = (int) Math.min(WHOLE, share * WHOLE);
        if (err.isTerminal() && percent != shown) {
            shown = percent;
            int full = percent * WIDTH / WHOLE;
            err.print("\r[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + "%")
                    .flush();
        }
    }

    /** It is done. */
    void end() {
        if (shown >= 0) {
            err.line().flush();
        }
    }
}
