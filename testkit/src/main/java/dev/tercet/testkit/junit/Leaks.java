package dev.tercet.testkit.junit;

import dev.tercet.testkit.internal.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What was left behind, and how it is told. */
final class Leaks {
    /** What is closed is gone a moment later. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String who;
    private final List<String> found = new ArrayList<>();
    private final List<Throwable> thrown = new ArrayList<>();

    Leaks(String who) {
        this.who = who;
    }

    /** What the test's client has open. */
    void open(OpenCounts left) {
        if (Poll.until(PATIENCE, left::isIdle)) {
            return;
        }
        note(left.watches(), "watch", "watches", "close what watches().open(...) gave");
        note(
                left.streams(),
                "observation",
                "observations",
                "close what elections().observe(...) gave, or the snapshot");
        note(left.waiting(), "call that waits", "calls that wait", "cancel it, or let it have what it waits for");
    }

    private void note(long count, String one, String many, String cure) {
        if (count > 0) {
            found.add(count + " " + (count == 1 ? one : many) + " open at the server: " + cure);
        }
    }

    /** Threads of clients and embedded etcds that are there now, and whose they are was not before. */
    void threads(Set<String> before, OwnThreads threads) {
        if (!Poll.until(PATIENCE, () -> threads.unexcusedBut(before).isEmpty())) {
            Set<String> left = threads.unexcusedBut(before);
            if (!left.isEmpty()) {
                // Told once: they may well be there for the next test, too.
                threads.excuse(left);
                found.add("threads " + left + ": close the client, or the embedded etcd, that was made");
            }
        }
    }

    /** Threads of any other kind that keep the JVM alive. */
    void threads(LastingThreads threads) {
        if (!Poll.until(PATIENCE, () -> threads.later().isEmpty())) {
            List<String> left =
                    threads.later().stream().map(Thread::getName).sorted().toList();
            if (!left.isEmpty()) {
                found.add("threads " + left + ", which are no daemons: end them, or the executor that has them");
            }
        }
    }

    /** Exceptions that nobody caught. */
    void exceptions(List<Throwable> uncaught) {
        thrown.addAll(uncaught);
        uncaught.forEach(each -> found.add("an exception that nobody caught: " + each));
    }

    /** Fails if there was anything. */
    void report() {
        if (found.isEmpty()) {
            return;
        }
        AssertionError error = new AssertionError(who + " left behind: " + String.join("; ", found));
        thrown.forEach(error::addSuppressed);
        throw error;
    }
}
