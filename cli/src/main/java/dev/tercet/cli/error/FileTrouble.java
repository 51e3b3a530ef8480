package dev.tercet.cli.error;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something cannot be done with a file, in words: some exceptions say their kind alone by their type. */
public final class FileTrouble {
    private FileTrouble() {}

    /** The reason, with a file that has to be there. */
    public static String reason(IOException e) {
        return reason(e, "there is no such file");
    }

    /**
     * The reason.
     *
     * @param missing what to say if something is not there
     */
    public static String reason(IOException e, String missing) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return missing;
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        if (e instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        String said = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(e.getMessage());
        return said.equals("Is a directory") ? "it is a folder" : said;
    }
}
