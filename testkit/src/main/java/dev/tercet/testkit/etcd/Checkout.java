package dev.tercet.testkit.etcd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checkout of this project, whose script can download or build an etcd. */
record Checkout(Path root) {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(20);
    private static final String SCRIPT = "etc/get-etcd";

    /** The nearest one at or above {@code folder}. */
    static Optional<Checkout> above(Path folder) {
        for (@Nullable Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (isOurs(at)) {
                return Optional.of(new Checkout(at));
            }
        }
        return Optional.empty();
    }

    /** A script of that name in somebody else's project is none of ours to run. */
    private static boolean isOurs(Path folder) {
        Path pom = folder.resolve("pom.xml");
        if (!Files.isExecutable(folder.resolve(SCRIPT)) || !Files.isRegularFile(pom)) {
            return false;
        }
        try {
            String text = Files.readString(pom);
            return !text.contains("<parent>")
                    && text.contains("<groupId>dev.tercet</groupId>")
                    && text.contains("<artifactId>tercet-parent</artifactId>");
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Asks the script, which may take minutes. */
    Finding get(String wanted) {
        CommandResult result = Command.run(List.of(root.resolve(SCRIPT).toString(), wanted), Map.of(), BUILD_LIMIT);
        if (result.exitCode() != 0) {
            return Finding.nothing(SCRIPT + ": " + lastLine(result.stderr()));
        }
        Path folder = Path.of(result.stdout().strip());
        Finding finding = new BinFolder(folder).look();
        return finding.found().isPresent() ? finding : Finding.nothing(folder + " " + finding.reason());
    }

    private static String lastLine(String text) {
        List<String> lines = text.strip().lines().toList();
        return text.isBlank() ? "said nothing" : lines.get(lines.size() - 1);
    }
}
