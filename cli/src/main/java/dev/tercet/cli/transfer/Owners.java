package dev.tercet.cli.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Whose files are. In a folder where others may write, such as {@code /tmp}, somebody may have laid a link or a pipe under the name that is
 * to be written to: what it leads to would be overwritten, or what is written be read. The system keeps programs from that when they open
 * such a file, but not when they ask where a link leads.
 */
final class Owners {
    private static final int ROOT = 0;
    private static final String UID = "unix:uid";

    private Owners() {}

    /** Whether this itself, and not what it leads to, is ours or root's, who could do anything anyway. Elsewhere than on Unix always. */
    static boolean areTrusted(Path path) throws IOException {
        return !isKnown(path) || uid(path) == ROOT || uid(path) == own();
    }

    /** Whether both are the same user's. Elsewhere than on Unix always. */
    static boolean areSame(Path one, Path other) throws IOException {
        return !isKnown(one) || uid(one) == uid(other);
    }

    private static boolean isKnown(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, UID, LinkOption.NOFOLLOW_LINKS);
    }

    /** Ours is what we make. */
    private static int own() throws IOException {
        Path made = Files.createTempFile("tercet-", ".own");
        try {
            return uid(made);
        } finally {
            Files.delete(made);
        }
    }
}
