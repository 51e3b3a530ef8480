package dev.tercet.testkit.junit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Threads of whatever kind that are not daemons: those that were there at a moment, and those that came later and are alive. */
final class LastingThreads {
    /** JUnit has some for timeouts, which stay, and are not daemons; the JVM one that waits for all others. */
    private static final Pattern NOBODYS = Pattern.compile("(junit-|tercet-testkit-).*|DestroyJavaVM");

    private static final Pattern POOLED = Pattern.compile("pool-(\\d{1,9})-thread-\\d+");

    private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

    /** The number of the next pool with threads of the JDK's making. Those of earlier ones may start late, and are none of a test's. */
    private final int nextPool = number(Executors.defaultThreadFactory().newThread(() -> {}));

    /** Those that came later and are alive. */
    List<Thread> later() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(this::isLater)
                .toList();
    }

    private boolean isLater(Thread thread) {
        return !thread.isDaemon()
                && thread.isAlive()
                && !before.contains(thread)
                && !NOBODYS.matcher(thread.getName()).matches()
                && number(thread) >= nextPool;
    }

    private static int number(Thread thread) {
        Matcher matcher = POOLED.matcher(thread.getName());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    }
}
