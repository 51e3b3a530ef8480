package dev.tercet.cli.transfer;

import dev.tercet.cli.error.CommandException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files as people write them: a leading {@code ~} is their home. */
final class UserPath {
    private UserPath() {}

    /** The file of this name. */
    static Path of(String name) {
        boolean home = name.equals("~") || name.startsWith("~/");
        try {
            return Path.of(home ? System.getProperty("user.home") + name.substring(1) : name);
        } catch (InvalidPathException e) {
            throw CommandException.wrongUsage("'" + name + "' is no name of a file: " + e.getReason() + ".");
        }
    }
}
