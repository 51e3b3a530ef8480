package dev.tercet.testkit.junit;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The threads of clients and of embedded etcds, known by their names, which tell whose they are: what comes late to a client that was
 * there before a test is none of the test's.
 */
final class OwnThreads {
    /** Those of the testkit stay with the JVM, once there are real etcds to start. */
    private static final Pattern OURS = Pattern.compile("tercet-(?!testkit-)(\\D+\\d+).*");

    /** Whose threads may stay, since the extension made what they serve. */
    private final Set<String> excused = ConcurrentHashMap.newKeySet();

    /** Makes something whose threads may stay, even those that it started before it failed. */
    <T> T excusing(Supplier<T> maker) {
        Set<String> before = owners(alive());
        try {
            return maker.get();
        } finally {
            Set<String> its = owners(alive());
            its.removeAll(before);
            excused.addAll(its);
        }
    }

    /** Says nothing more of these. */
    void excuse(Set<String> names) {
        excused.addAll(owners(names));
    }

    /** Whose there are that may not stay. */
    Set<String> unexcused() {
        Set<String> owners = owners(alive());
        owners.removeAll(excused);
        return owners;
    }

    /** Those that are there and may not stay, of none of these. */
    Set<String> unexcusedBut(Set<String> owners) {
        Set<String> names = alive();
        names.removeIf(name -> excused.contains(owner(name)) || owners.contains(owner(name)));
        return names;
    }

    private static Set<String> alive() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.isAlive() && OURS.matcher(thread.getName()).matches()) {
                names.add(thread.getName());
            }
        }
        return names;
    }

    private static Set<String> owners(Set<String> names) {
        Set<String> owners = new TreeSet<>();
        names.forEach(name -> owners.add(owner(name)));
        return owners;
    }

    /** Whose it is. A client has a timer as long as it lives, and callbacks of the same number when there is something to call. */
    private static String owner(String name) {
        Matcher matcher = OURS.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name);
        }
        String owner = matcher.group(1);
        return owner.startsWith("callback-apart-") ? owner : owner.replace("callback-", "timer-");
    }
}
