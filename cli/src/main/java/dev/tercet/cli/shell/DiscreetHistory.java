package dev.tercet.cli.shell;

import dev.tercet.cli.connect.Home;
import dev.tercet.cli.connect.OwnersAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed before, in a file for its owner's eyes alone. Lines with passwords are not in it, and cannot be called back. */
final class DiscreetHistory extends DefaultHistory {
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

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
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, OwnersAlone.folder(folder));
        }
        if (!Files.exists(file)) {
            // With its rights at once: whoever opened it before it had them could read on.
            Files.createFile(file, OwnersAlone.file(file));
        }
        restrict(file, OWN);
    }

    private static void restrict(Path file, Set<PosixFilePermission> allowed) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, allowed);
        }
    }
}
