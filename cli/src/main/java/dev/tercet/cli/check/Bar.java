package dev.tercet.cli.check;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.output.ProgressLine;

/** A bar that grows, at a terminal; nothing at all elsewhere. */
final class Bar {
    private static final int WIDTH = 40;
    private static final int WHOLE = 100;

    private final ProgressLine line;
    private int shown = -1;

    Bar(Out err) {
        this.line = new ProgressLine(err);
    }

    /** So much of it is done, of 1. */
    void show(double share) {
        int percent = (int) Math.min(WHOLE, share * WHOLE);
        if (percent != shown) {
            shown = percent;
            line.draw(ProgressLine.bar(percent, WIDTH) + " " + percent + "%");
        }
    }

    /** It is done. */
    void end() {
        line.end();
    }
}
