package dev.tercet.cli.shell;

import dev.tercet.cli.connect.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed before, in a file for its owner's eyes alone. Lines with passwords are not in it, and cannot be called back. */
final class DiscreetHistory extends DefaultHistory {
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWN_FOLDER = PosixFilePermissions.fromString("rwx------");

    @Override
    public void add(Instant time, String line) {
        if (!PasswordLines.isOne(line)) {
            super.add(time, line);
        }
    }

    /** Where it is kept. */
    static Path file(Map<String, String> environment) {
        return Home.ours(environment, "XDG_STATE_HOME", ".local/state").resolve("history");
    }

    /** Makes the file, or takes from others what they can see of it. */
    static void prepare(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, from(posix, OWN_FOLDER));
        }
        if (!Files.exists(file)) {
            // With its rights at once: whoever opened it before it had them could read on.
            Files.createFile(file, from(posix, OWN));
        }
        restrict(file, OWN);
    }

    private static FileAttribute<?>[] from(boolean posix, Set<PosixFilePermission> rights) {
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }

    private static void restrict(Path file, Set<PosixFilePermission> allowed) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, allowed);
        }
    }
}
