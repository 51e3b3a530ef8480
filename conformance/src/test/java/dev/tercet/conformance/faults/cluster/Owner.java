package dev.tercet.conformance.faults.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose something is that has the id of its process in its name, after a prefix. */
final class Owner {
    private static final Pattern NUMBER = Pattern.compile("^(\\d+)\\D.*");

    private Owner() {}

    /** Whether {@code name} is {@code prefix}, a process id and more, and that process is no more. */
    static boolean isGone(String name, String prefix) {
        if (!name.startsWith(prefix)) {
            return false;
        }
        Matcher rest = NUMBER.matcher(name.substring(prefix.length()));
        return rest.matches() && ProcessHandle.of(Long.parseLong(rest.group(1))).isEmpty();
    }
}
