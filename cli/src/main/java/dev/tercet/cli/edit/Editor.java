package dev.tercet.cli.edit;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The editor of whoever edits: {@code $VISUAL}, else {@code $EDITOR}, else vi. It may have options, and is read by the shell as git and
 * others do.
 *
 * @param command what to run
 */
record Editor(String command) {
    static Editor of(Map<String, String> environment) {
        return new Editor(named(environment, "VISUAL", named(environment, "EDITOR", isWindows() ? "notepad" : "vi")));
    }

    private static String named(Map<String, String> environment, String variable, String otherwise) {
        String name = environment.getOrDefault(variable, "");
        return name.isBlank() ? otherwise : name;
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** Opens a file at this program's terminal. */
    Process open(Path file) {
        List<String> words = isWindows()
                ? List.of("cmd", "/c", command + " \"" + file + "\"")
                : List.of("/bin/sh", "-c", command + " \"$@\"", command, file.toString());
        try {
            return new ProcessBuilder(words).inheritIO().start();
        } catch (IOException e) {
            throw new CommandException(Exit.FILE, "cannot run the editor '" + command + "': " + e.getMessage(), e);
        }
    }
}
