package dev.tercet.cli.transfer;

import dev.tercet.cli.connect.UserPath;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.FileTrouble;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file to read.
 *
 * @param given how it was named: {@code -} is standard input
 */
record InputFile(String given) {
    boolean isStandardInput() {
        return given.equals("-");
    }

    /** What to call it. */
    String name() {
        return isStandardInput() ? "standard input" : path().toString();
    }

    Path path() {
        return UserPath.of(given);
    }

    /** Opens it, or says why it cannot be. */
    InputStream open(Supplier<InputStream> standardInput) {
        if (isStandardInput()) {
            return standardInput.get();
        }
        if (Files.isDirectory(path())) {
            throw cannot("it is a folder", null);
        }
        try {
            return new BufferedInputStream(Files.newInputStream(path()));
        } catch (IOException e) {
            throw cannot(FileTrouble.reason(e), e);
        }
    }

    private CommandException cannot(String why, @Nullable IOException e) {
        return CommandException.ofFile("cannot read " + name() + ": " + why + ".", e);
    }
}
