package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import dev.tercet.kv.KeyValue;
import java.io.OutputStream;

/**
 * Finds what is in the store and could not be in the file. A mirror would delete or replace it, most likely because the types are not
 * what somebody thought.
 */
final class StoreCheck {
    /** Of all formats the one that needs nothing but the types, and no more memory than a row. */
    private final EntryWriter file;

    StoreCheck(KeyType keys, ValueType values) {
        Out nowhere = new Out("nowhere", OutputStream.nullOutputStream(), false);
        file = EntryFiles.writer(FileFormat.CSV, keys, values, 0, nowhere);
    }

    /** Ends the command if it does not fit the types. */
    void check(KeyValue there) {
        try {
            file.write(Entry.of(there, null));
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
