package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of files as people write them: a leading {@code ~} is their home, also where no shell sees to that. */
public final class UserPath implements ITypeConverter<Path> {
    /** For options and parameters. */
    public UserPath() {}

    /** The file of this name; what cannot be one ends the command. */
    public static Path of(String name) {
        try {
            return path(name);
        } catch (InvalidPathException e) {
            throw CommandException.wrongUsage("'" + name + "' is no name of a file: " + e.getReason() + ".");
        }
    }

    @Override
    public Path convert(String name) {
        try {
            return path(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + name + "' is no name of a file: " + e.getReason());
        }
    }

    private static Path path(String name) {
        boolean home = name.equals("~") || name.startsWith("~/");
        return Path.of(home ? Home.of(System.getenv()) + name.substring(1) : name);
    }
}
