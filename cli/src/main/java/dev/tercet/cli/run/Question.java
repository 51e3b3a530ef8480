package dev.tercet.cli.run;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import org.jspecify.annotations.Nullable;

/** Asks whoever sits at the terminal before much is changed. */
public final class Question {
    private Question() {}

    /** Whether somebody would see it and could answer. */
    public static boolean isPossible(Cli cli) {
        return cli.streams().asked() && cli.err().isTerminal();
    }

    /**
     * Asks whether to go on, and ends the command unless the answer is yes. Nothing may have been changed yet.
     *
     * @param what what comes then, as a sentence
     */
    public static void ask(Cli cli, String what) {
        cli.err().print(what + " Go on? [y/N] ").flush();
        String answer = answer(cli);
        if (answer == null || !answer.strip().matches("(?i)y|yes")) {
            throw new CommandException(Exit.INTERRUPTED, "not confirmed, so nothing was changed.");
        }
    }

    private static @Nullable String answer(Cli cli) {
        try {
            InputLine line = InputLine.next(new PatientInput(cli.in(), cli.interrupts()));
            return line == null ? null : line.text();
        } catch (CommandException e) {
            // The terminal has shown ^C.
            cli.err().line();
            throw e;
        }
    }
}
