package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import java.io.IOException;
import java.io.InputStream;
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
    static void ask(Cli cli, Stop stop, long deletes, boolean inputTaken) {
        String what = deletes == 1 ? "1 key that the file lacks" : deletes + " keys that the file lacks";
        if (inputTaken || !cli.streams().asked() || !cli.err().isTerminal()) {
            throw CommandException.failed("this would delete " + what + ", so nothing was changed."
                    + "\nSay --yes to delete, --no-delete to keep, or --dry-run to see.");
        }
        cli.err().print("This deletes " + what + ". Go on? [y/N] ").flush();
        String answer = line(cli, stop).strip().toLowerCase(Locale.ROOT);
        if (!answer.equals("y") && !answer.equals("yes")) {
            throw new CommandException(Exit.INTERRUPTED, "not confirmed, so nothing was changed.");
        }
    }

    private static String line(Cli cli, Stop stop) {
        StringBuilder line = new StringBuilder();
        try (InputStream in = new PatientInput(cli, stop)) {
            int one = in.read();
            while (one >= 0 && one != '\n') {
                line.append(new String(new byte[] {(byte) one}, StandardCharsets.ISO_8859_1));
                one = in.read();
            }
        } catch (CommandException e) {
            // The terminal has shown ^C.
            cli.err().line();
            throw e;
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot read standard input: " + e.getMessage(), e);
        }
        return line.toString();
    }
}
