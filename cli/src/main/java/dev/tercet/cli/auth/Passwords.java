package dev.tercet.cli.auth;

import dev.tercet.cli.connect.Asking;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.InputLine;
import java.io.InputStream;
import java.util.Arrays;

/** Where a user's new password comes from. */
final class Passwords {
    private Passwords() {}

    /** Asks twice at the terminal, or reads a line of standard input. */
    static String of(Cli cli, String user, boolean interactive) {
        return interactive ? twice(user, cli.streams().secrets()) : line(cli.in());
    }

    /** Asks twice. */
    static String twice(String user, Asking asking) {
        char[] once = asking.ask("Password of " + user + ": ");
        if (once == null) {
            throw CommandException.wrongUsage("Nobody typed a password, or there is no terminal to ask at: with"
                    + " --interactive=false it is read from standard input.");
        }
        if (once.length == 0) {
            throw CommandException.badInput("the password is empty.");
        }
        char[] again = asking.ask("Type password of " + user + " again for confirmation: ");
        if (!Arrays.equals(once, again)) {
            throw CommandException.badInput("the passwords are not the same.");
        }
        return new String(once);
    }

    /** Reads a line, and nothing that comes after it. */
    static String line(InputStream in) {
        InputLine line = InputLine.next(in);
        String password = line == null ? "" : line.text();
        if (password == null) {
            throw CommandException.badInput("the password is not UTF-8.");
        }
        if (password.isEmpty()) {
            throw CommandException.badInput("standard input has no password.");
        }
        return password;
    }
}
