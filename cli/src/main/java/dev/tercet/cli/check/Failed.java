package dev.tercet.cli.check;

import dev.tercet.cli.output.Out;

/** What is said of puts that failed. */
final class Failed {
    private Failed() {}

    /** Says it; true if there is nothing to say. */
    static boolean told(Times times, Out out) {
        if (times.failures().isEmpty()) {
            return true;
        }
        out.line("FAIL: too many errors");
        times.failures().forEach((why, count) -> out.line("FAIL: ERROR(" + why + ") -> " + count));
        return false;
    }
}
