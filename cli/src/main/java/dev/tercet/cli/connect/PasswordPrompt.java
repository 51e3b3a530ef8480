package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import java.io.Console;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for passwords, each once: a command may need as many clients as there are endpoints. */
public final class PasswordPrompt {
    /** Asks without showing the answer. */
    @FunctionalInterface
    interface Asking {
        /** Asks; null if nobody answers. */
        char @Nullable [] ask(String prompt);
    }

    private final @Nullable Asking asking;
    private final Map<String, String> known = new HashMap<>();

    PasswordPrompt(@Nullable Asking asking) {
        this.asking = asking;
    }

    /**
     * At the terminal.
     *
     * @param asked whether somebody sits at standard input
     */
    public static PasswordPrompt at(boolean asked) {
        return new PasswordPrompt(asked ? PasswordPrompt::console : null);
    }

    // Up to Java 21 there is no console without a terminal; later there is one, which reads whatever standard input is.
    @SuppressWarnings("SystemConsoleNull")
    private static char @Nullable [] console(String prompt) {
        Console console = System.console();
        return console == null ? null : console.readPassword("%s", prompt);
    }

    /**
     * The password of this user.
     *
     * @param option the option that named him, for messages
     * @throws CommandException if nobody answers
     */
    String password(String option, String name) {
        return known.computeIfAbsent(option + " " + name, key -> {
            char[] typed = asking == null ? null : asking.ask("Password of " + name + ": ");
            if (typed == null) {
                throw CommandException.wrongUsage(
                        "There is no terminal to ask for a password: give " + option + " NAME:PASSWORD.");
            }
            return new String(typed);
        });
    }
}
