package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Nobody's keys go because they did not know that a file without them deletes them. */
final class Confirmation {
    private Confirmation() {}

    /**
     * Asks whether so many keys may go, or ends the command if nobody can be asked, or says no.
     *
     * @param inputTaken whether the file is standard input, so that no answer can come from there
     */
    static void ask(Cli cli, long deletes, boolean inputTaken) {
        String what = deletes == 1 ? "1 key that the file lacks" : deletes + " keys that the file lacks";
        if (inputTaken || !cli.streams().asked() || !cli.err().isTerminal()) {
            throw CommandException.failed("this would delete " + what + ", so nothing was changed."
                    + "\nSay --yes to delete, --no-delete to keep, or --dry-run to see.");
        }
        cli.err().print("This deletes " + what + ". Go on? [y/N] ").flush();
        String answer = line(cli).strip().toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw new CommandException(Exit.INTERRUPTED, "not confirmed, so nothing was changed.");
        }
    }

    private static String line(Cli cli) {
        StringBuilder line = new StringBuilder();
        try {
            int one = cli.in().read();
            while (one >= 0 && one != '\n') {
                line.append(new String(new byte[] {(byte) one}, StandardCharsets.ISO_8859_1));
                one = cli.in().read();
            }
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot read standard input: " + e.getMessage(), e);
        }
        return line.toString();
    }
}
