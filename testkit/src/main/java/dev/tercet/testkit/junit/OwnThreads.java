package dev.tercet.testkit.junit;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The threads of clients and of embedded etcds, known by their names. */
final class OwnThreads {
    private static final String OURS = "tercet-";

    /** Those that stay with the JVM, once there are real etcds to start. */
    private static final String TESTKIT = "tercet-testkit-";

    /** How the names begin of those that may stay, since the extension made what they serve. */
    private final Set<String> excused = ConcurrentHashMap.newKeySet();

    /** Makes something whose threads may stay, even those that it started before it failed. */
    <T> T excusing(Supplier<T> maker) {
        Set<String> before = alive();
        try {
            return maker.get();
        } finally {
            Set<String> its = alive();
            its.removeAll(before);
            excused.addAll(its);
        }
    }

    /** Says nothing more of these. */
    void excuse(Set<String> names) {
        excused.addAll(names);
    }

    /** Those that are there and may not stay. */
    Set<String> unexcused() {
        Set<String> names = alive();
        names.removeIf(name -> excused.stream().anyMatch(one -> name.equals(one) || name.startsWith(one + "-")));
        return names;
    }

    private static Set<String> alive() {
        Set<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            if (thread.isAlive() && name.startsWith(OURS) && !name.startsWith(TESTKIT)) {
                names.add(name);
            }
        }
        return names;
    }
}
