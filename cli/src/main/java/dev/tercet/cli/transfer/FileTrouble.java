package dev.tercet.cli.transfer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something cannot be done with a file, in words: some exceptions say their kind alone by their type. */
final class FileTrouble {
    private FileTrouble() {}

    /**
     * The reason.
     *
     * @param missing what to say if something is not there
     */
    static String reason(IOException e, String missing) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return missing;
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
