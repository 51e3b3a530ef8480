package dev.tercet.cli.connect;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks somebody for something without showing the answer. */
@FunctionalInterface
public interface Asking {
    /** Asks; null if nobody answers. */
    char @Nullable [] ask(String prompt);

    /**
     * At the terminal.
     *
     * @param asked whether somebody sits at standard input
     */
    // Up to Java 21 there is no console without a terminal; later there is one, which reads whatever standard input is.
    @SuppressWarnings("SystemConsoleNull")
    static Asking console(boolean asked) {
        return prompt -> {
            Console console = asked ? System.console() : null;
            return console == null ? null : console.readPassword("%s", prompt);
        };
    }
}
