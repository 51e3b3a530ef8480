package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import dev.tercet.connection.Credentials;

/** Makes credentials of what {@code --user} and its like were given. */
final class Login {
    private Login() {}

    /**
     * Reads {@code NAME:PASSWORD}, or {@code NAME} and then asks for the password.
     *
     * @param option the option, for messages
     * @throws CommandException if there is no name, or nobody to ask
     */
    static Credentials.Password of(PasswordPrompt prompt, String option, String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty()) {
            throw CommandException.wrongUsage(option + " has no name.");
        }
        return (Credentials.Password)
                Credentials.of(name, colon < 0 ? prompt.password(option, name) : text.substring(colon + 1));
    }
}
