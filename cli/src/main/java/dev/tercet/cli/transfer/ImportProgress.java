package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import java.time.Duration;
import java.util.Locale;

/** A line at a terminal that says how far it is, how fast, and how long it will take; nothing anywhere else. */
final class ImportProgress {
    private static final long REDRAW = Duration.ofMillis(200).toNanos();
    private static final double SECOND = 1e9;
    private static final String ERASE = "\r\u001b[K";

    private final Out err;
    private final long begun;
    private long drawn;
    private boolean shown;

    /**
     * Not drawn yet.
     *
     * @param now from {@link System#nanoTime}, as everywhere here
     */
    ImportProgress(Out err, long now) {
        this.err = err;
        this.begun = now;
        this.drawn = now;
    }

    /** Draws it, unless it was drawn a moment ago. */
    void show(long done, long all, long now) {
        if (isDue(now)) {
            draw(text(done, all, now - begun), now);
        }
    }

    /** The same while nobody knows how many there are. */
    void count(String what, long done, long now) {
        if (isDue(now)) {
            draw(String.format(Locale.ROOT, "%s: %,d keys", what, done), now);
        }
    }

    private boolean isDue(long now) {
        return err.isTerminal() && now - drawn >= REDRAW;
    }

    private void draw(String text, long now) {
        drawn = now;
        shown = true;
        err.print(ERASE + text).flush();
    }

    /** What the line says. */
    static String text(long done, long all, long nanos) {
        double rate = nanos == 0 ? 0 : done * SECOND / nanos;
        String text = String.format(
                Locale.ROOT, "%,d of %,d keys (%d %%), %,.0f/s", done, all, all == 0 ? 100 : done * 100 / all, rate);
        if (rate == 0) {
            return text;
        }
        long left = (long) Math.ceil((all - done) / rate);
        return text + (left < 60 ? ", " + left + " s left" : ", " + left / 60 + " min " + left % 60 + " s left");
    }

    /** Makes room for other lines. */
    void clear() {
        if (shown) {
            err.print(ERASE).flush();
            shown = false;
        }
    }
}
