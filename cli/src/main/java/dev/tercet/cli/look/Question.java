package dev.tercet.cli.look;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Asks whoever sits at the terminal before much is changed. */
final class Question {
    private Question() {}

    /**
     * Asks, and ends the command unless the answer is yes. Where nobody can be asked, {@code --yes} has to be said.
     *
     * @param what what would be done, such as {@code put 3 keys and delete 2}
     */
    static void ask(Cli cli, String what) {
        if (!cli.streams().asked()) {
            throw CommandException.wrongUsage(
                    "this would " + what + ": say --yes to do it, or --dry-run to see it. Nothing was changed.");
        }
        cli.err()
                .print(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + "? [y/N] ")
                .flush();
        String answer = line(cli).strip();
        if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
            throw new CommandException(Exit.INTERRUPTED, "not done: nothing was changed.");
        }
    }

    private static String line(Cli cli) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int c = cli.in().read(); c >= 0 && c != '\n'; c = cli.in().read()) {
                line.write(c);
            }
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot read standard input: " + e.getMessage(), e);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
