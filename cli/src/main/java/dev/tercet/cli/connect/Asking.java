package dev.tercet.cli.connect;

import dev.tercet.cli.output.Out;
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
     * @param err where a line is ended that Ctrl-C leaves unfinished, if it is a terminal
     */
    // Up to Java 21 there is no console without a terminal; later there is one, which reads whatever standard input is.
    @SuppressWarnings("SystemConsoleNull")
    static Asking console(boolean asked, Out err) {
        return prompt -> {
            Console console = asked ? System.console() : null;
            return console == null ? null : ask(console, prompt, err);
        };
    }

    private static char @Nullable [] ask(Console console, String prompt, Out err) {
        // Not by the console, which is held by whoever waits for an answer.
        Thread newLine =
                new Thread(() -> err.print(err.isTerminal() ? "\n" : "").flush(), "end-of-prompt");
        Runtime.getRuntime().addShutdownHook(newLine);
        try {
            return console.readPassword("%s", prompt);
        } finally {
            forget(newLine);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // It runs: the program is being ended.
        }
    }
}
