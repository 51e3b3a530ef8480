package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Files that are written when all has been measured: whether they can be is better known before. */
final class Output {
    private Output() {}

    /** That file, if it can be written; what is in it stays. A {@link CannotBeginException} says why not. */
    static Path writable(Path file) {
        boolean there = Files.exists(file);
        // To open a pipe and close it again would end it for whoever reads.
        if (there && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            return file;
        }
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (!there) {
                Files.delete(file);
            }
            return file;
        } catch (IOException e) {
            throw new CannotBeginException("cannot write " + file + ": " + why(e), e);
        }
    }

    private static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (e instanceof AccessDeniedException) {
            return "not allowed";
        }
        Optional<String> reason =
                e instanceof FileSystemException system ? Optional.ofNullable(system.getReason()) : Optional.empty();
        return reason.orElse(String.valueOf(e.getMessage()));
    }
}
