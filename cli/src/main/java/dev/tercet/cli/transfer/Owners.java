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
    private static final Path DEVICES = Path.of("/dev");

    private static final int KIND = 0170000;
    private static final int CHARACTERS = 0020000;
    private static final int BLOCKS = 0060000;
    private static final int WRITABLE_BY_OTHERS = 0022;

    private final Uids uids;

    /** As the system, or somebody else, says. */
    Owners(Uids uids) {
        this.uids = uids;
    }

    /**
     * Whether we or root, who could do anything anyway, have laid this here: this itself, and not what it leads to. Elsewhere than on Unix
     * always.
     *
     * <p>Nobody but root can make devices, or anything in their folder. Whose those are is not asked: in a namespace of users without root
     * they seem to be somebody else's.
     */
    boolean areTrusted(Path path) throws IOException {
        if (!isKnown(path) || isDevice(path) || isAmongDevices(path)) {
            return true;
        }
        int owner = uids.of(path);
        return owner == ROOT || owner == uids.own();
    }

    /** Whether both are the same user's. Elsewhere than on Unix always. */
    boolean areSame(Path one, Path other) throws IOException {
        return !isKnown(one) || uids.of(one) == uids.of(other);
    }

    /** Whether nobody but us can put anything into this folder, and take anything out. */
    boolean isOursAlone(Path folder) throws IOException {
        return isKnown(folder) && uids.of(folder) == uids.own() && (mode(folder) & WRITABLE_BY_OTHERS) == 0;
    }

    private static boolean isDevice(Path path) throws IOException {
        int kind = mode(path) & KIND;
        return kind == CHARACTERS || kind == BLOCKS;
    }

    private static boolean isAmongDevices(Path path) throws IOException {
        return path.toAbsolutePath().resolveSibling("").toRealPath().equals(DEVICES);
    }

    private static boolean isKnown(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }
}
