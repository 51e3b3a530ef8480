package dev.tercet.http;

import java.net.http.HttpClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the thread of a client of java.net.http, which shows it to nobody. The number by which a client calls itself in words is in
 * its thread's name; no two clients of a JVM have the same. That it can also be met as the thread on which tasks of the client run is
 * of no use: a client whose requests all failed before they had a connection has run none there.
 */
final class SelectorThread {
    private static final Pattern NUMBERED = Pattern.compile("\\((\\d+)\\)$");

    private SelectorThread() {}

    /** The thread, or null if it has ended, or if this JDK's clients are not as we know them. */
    static @Nullable Thread of(HttpClient client) {
        Matcher numbered = NUMBERED.matcher(client.toString());
        if (!numbered.find()) {
            return null;
        }
        String name = "HttpClient-" + numbered.group(1) + "-SelectorManager";
        for (Thread thread : all()) {
            // A name can be anybody's, and some threads may not be interrupted.
            if (thread != null
                    && thread.getName().equals(name)
                    && thread.getClass().getName().endsWith("$SelectorManager")) {
                return thread;
            }
        }
        return null;
    }

    /** All threads, and null where there are no more. The client's may be in any group: that of whoever sent first. */
    private static @Nullable Thread[] all() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        while (true) {
            @Nullable Thread[] threads = new Thread[group.activeCount() + 64];
            // What does not fit is left out without a word.
            if (group.enumerate(threads) < threads.length) {
                return threads;
            }
        }
    }
}
