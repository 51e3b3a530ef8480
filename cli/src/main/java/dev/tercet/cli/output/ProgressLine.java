package dev.tercet.cli.output;

/** A line that is drawn over itself while something goes on, where somebody looks at it; nothing anywhere else. Threads: one. */
public final class ProgressLine {
    private static final String ERASE = "\r\u001b[K";

    private final Out err;
    private boolean drawn;

    /** On standard error. */
    public ProgressLine(Out err) {
        this.err = err;
    }

    /** Whether somebody looks at it. */
    public boolean isSeen() {
        return err.isTerminal();
    }

    /** Draws it in place of what it was. */
    public void draw(String text) {
        if (isSeen()) {
            drawn = true;
            err.print(ERASE + text).flush();
        }
    }

    /** Makes room for other lines. */
    public void clear() {
        if (drawn) {
            drawn = false;
            err.print(ERASE).flush();
        }
    }

    /** Leaves it as it is: other lines come below. */
    public void end() {
        if (drawn) {
            drawn = false;
            err.line().flush();
        }
    }

    /** A bar that is so far filled. */
    public static String bar(int percent, int width) {
        int full = percent * width / 100;
        return "[" + "=".repeat(full) + " ".repeat(width - full) + "]";
    }
}
