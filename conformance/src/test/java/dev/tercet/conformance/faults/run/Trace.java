package dev.tercet.conformance.faults.run;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Where something was thrown, as text. */
final class Trace {
    private Trace() {}

    static String of(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }
}
