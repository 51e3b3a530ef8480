package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import java.util.HashMap;
import java.util.Map;

/** Asks for passwords, each once: a command may need as many clients as there are endpoints. */
public final class PasswordPrompt {
    private final Asking asking;
    private final Map<String, String> known = new HashMap<>();

    /** Asks by this. */
    public PasswordPrompt(Asking asking) {
        this.asking = asking;
    }

    /**
     * The password of this user.
     *
     * @param option the option that named him, for messages
     * @throws CommandException if nobody answers
     */
    String password(String option, String name) {
        return known.computeIfAbsent(option + " " + name, key -> {
            char[] typed = asking.ask("Password of " + name + ": ");
            if (typed == null) {
                throw CommandException.wrongUsage(
                        "There is no terminal to ask for a password: give " + option + " NAME:PASSWORD.");
            }
            return new String(typed);
        });
    }
}
