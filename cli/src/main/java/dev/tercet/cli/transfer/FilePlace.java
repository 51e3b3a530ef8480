package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;

/**
 * Where in a file something stands.
 *
 * @param file the file's name
 * @param line the line, counted from 1
 */
record FilePlace(String file, long line) {
    /** That it makes no sense. */
    CommandException wrong(String what) {
        return CommandException.badInput(file + ", line " + line + ": " + what + ".");
    }
}
