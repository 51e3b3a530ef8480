package dev.tercet.cli.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is not to be shown, and who could read it. */
public final class Secrets {
    private static final String HIDDEN = "***";

    private Secrets() {}

    /** Whether a setting with this text holds a password or a token. */
    static boolean isSecret(Setting setting, @Nullable String text) {
        return text != null
                && switch (setting) {
                    case PASSWORD, AUTH_JWT_TOKEN -> true;
                    case USER -> text.contains(":");
                    default -> false;
                };
    }

    /** The text with nothing secret in it. */
    public static String shown(Setting setting, String text) {
        if (!isSecret(setting, text)) {
            return text;
        }
        return setting == Setting.USER ? text.substring(0, text.indexOf(':') + 1) + HIDDEN : HIDDEN;
    }

    /** Whether others than its owner can read a file, where the file system tells. */
    static boolean isReadableByOthers(Path file) {
        try {
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
            return allowed.contains(PosixFilePermission.GROUP_READ)
                    || allowed.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
