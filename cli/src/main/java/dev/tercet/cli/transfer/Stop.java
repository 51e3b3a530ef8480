package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Interrupts;

/**
 * Whether an import that has changed nothing yet is to end.
 *
 * @param interrupts where that is told
 */
record Stop(Interrupts interrupts) {
    /** Ends the command if it is. */
    void check() {
        if (interrupts.isInterrupted()) {
            throw new CommandException(
                    Exit.INTERRUPTED, "interrupted (" + interrupts.first().join() + "). Nothing was changed.");
        }
    }
}
