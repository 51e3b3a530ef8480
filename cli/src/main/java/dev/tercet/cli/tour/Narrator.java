package dev.tercet.cli.tour;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints the tour, a line for each step, as it goes; plain text of less than 100 columns. */
final class Narrator {
    private final PrintWriter out;
    private final PrintWriter err;

    Narrator(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    void step(int number, Step step, Line line) {
        String row = String.format(Locale.ROOT, "%2d  %-15s  %-60s  %s", number, step.name(), line.text(), line.note());
        say(row.stripTrailing());
    }

    void surprise(int number, Step step, String expected, String came) {
        out.flush();
        err.printf("tour: step %d, %s: not as expected%n", number, step.name());
        err.printf("  expected:  %s%n", expected);
        err.printf("  came:      %s%n", came);
        err.flush();
    }

    void hint(String text) {
        err.println("  hint:      " + text);
        err.flush();
    }

    void warn(String text) {
        err.println("tour: " + text);
        err.flush();
    }

    void trace(Throwable failure) {
        failure.printStackTrace(err);
        err.flush();
    }
}
