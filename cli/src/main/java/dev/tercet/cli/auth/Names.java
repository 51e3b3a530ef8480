package dev.tercet.cli.auth;

import dev.tercet.cli.error.CommandException;

/** Names of users and roles. */
final class Names {
    private Names() {}

    /** One that is not empty. */
    static String checked(String what, String name) {
        if (name.isEmpty()) {
            throw CommandException.wrongUsage(what + " is empty.");
        }
        return name;
    }
}
