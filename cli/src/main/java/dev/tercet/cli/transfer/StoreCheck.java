package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.kv.KeyValue;

/**
 * Finds what is in the store and could not be in the file. A mirror would delete or replace it, most likely because the types are not
 * what somebody thought.
 */
final class StoreCheck {
    private final Types types;

    StoreCheck(Types types) {
        this.types = types;
    }

    /** Ends the command if it does not fit the types. */
    void check(KeyValue there) {
        try {
            types.key(there.key());
            types.value(Entry.of(there, null));
        } catch (CommandException e) {
            if (e.exit() != Exit.BAD_INPUT) {
                throw e;
            }
            throw new CommandException(
                    Exit.BAD_INPUT,
                    "in the store: " + e.getMessage()
                            + "\nNothing was changed. Say other types, or --prefix or --no-delete to leave such keys alone.",
                    e);
        }
    }
}
