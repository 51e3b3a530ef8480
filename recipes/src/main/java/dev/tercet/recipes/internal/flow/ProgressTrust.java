package dev.tercet.recipes.internal.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a member sends a mark of progress behind the events that it covers: from 3.4.25, 3.5.8 and 3.6 on. */
public final class ProgressTrust {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9}).*");

    private ProgressTrust() {}

    /** False for what is no version. */
    public static boolean isTrusted(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return false;
        }
        int major = Integer.parseInt(parts.group(1));
        int minor = Integer.parseInt(parts.group(2));
        int patch = Integer.parseInt(parts.group(3));
        if (major != 3) {
            return major > 3;
        }
        return minor > 5 || (minor == 5 && patch >= 8) || (minor == 4 && patch >= 25);
    }
}
