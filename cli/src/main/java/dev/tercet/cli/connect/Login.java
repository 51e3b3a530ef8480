package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import dev.tercet.connection.Credentials;
import java.io.Console;

/** Makes credentials of what {@code --user} and its like were given. */
final class Login {
    private Login() {}

    /**
     * Reads {@code NAME:PASSWORD}, or {@code NAME} and then the password from the terminal.
     *
     * @param option the option, for messages
     * @throws CommandException if there is no name, or no terminal to ask at
     */
    static Credentials.Password of(String option, String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty()) {
            throw CommandException.wrongUsage(option + " has no name.");
        }
        return (Credentials.Password) Credentials.of(name, colon < 0 ? ask(option, name) : text.substring(colon + 1));
    }

    // Up to Java 21 there is no console without a terminal; later there is one, which reads whatever standard input is.
    @SuppressWarnings("SystemConsoleNull")
    private static String ask(String option, String name) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", name);
        if (typed == null) {
            throw CommandException.wrongUsage(
                    "There is no terminal to ask for a password: give " + option + " NAME:PASSWORD.");
        }
        return new String(typed);
    }
}
