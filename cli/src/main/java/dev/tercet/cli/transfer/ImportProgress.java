package dev.tercet.cli.transfer;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.output.ProgressLine;
import java.time.Duration;
import java.util.Locale;

/** A bar at a terminal, with how far it is, how fast, and how long it will take; nothing anywhere else. */
final class ImportProgress {
    private static final long REDRAW = Duration.ofMillis(200).toNanos();
    private static final double SECOND = 1e9;
    /** So that all of it is on a line of 80 characters, of a million keys. */
    private static final int WIDTH = 14;

    private final ProgressLine line;
    private final boolean welcome;
    private final long begun;
    private long drawn;

    /**
     * Not drawn yet.
     *
     * @param welcome whether it may be drawn if there is a terminal: not into data that goes to the same one, nor for who wants nothing said
     * @param now from {@link System#nanoTime}, as everywhere here
     */
    ImportProgress(Out err, boolean welcome, long now) {
        this.line = new ProgressLine(err);
        this.welcome = welcome;
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
        return welcome && line.isSeen() && now - drawn >= REDRAW;
    }

    private void draw(String text, long now) {
        drawn = now;
        line.draw(text);
    }

    /** What the line says. */
    static String text(long done, long all, long nanos) {
        double rate = nanos == 0 ? 0 : done * SECOND / nanos;
        long percent = all == 0 ? 100 : Math.min(100, done * 100 / all);
        String bar = ProgressLine.bar((int) percent, WIDTH);
        String text = String.format(Locale.ROOT, "%,d of %,d keys %s %d %%, %,.0f/s", done, all, bar, percent, rate);
        if (rate == 0) {
            return text;
        }
        long left = (long) Math.ceil((all - done) / rate);
        return text + (left < 60 ? ", " + left + " s left" : ", " + left / 60 + " min " + left % 60 + " s left");
    }

    /** Makes room for other lines. */
    void clear() {
        line.clear();
    }
}
