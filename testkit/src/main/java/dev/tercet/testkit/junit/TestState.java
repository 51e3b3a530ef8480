package dev.tercet.testkit.junit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one test has. JUnit's store closes it if the test ends before it has begun, as when its constructor throws. */
final class TestState implements AutoCloseable {
    private final ClassState ofClass;
    private final Backing backing;
    private final Occasion occasion;
    private final Set<String> threads;
    private final @Nullable LastingThreads others;
    private final @Nullable UncaughtExceptions exceptions;

    private TestState(ClassState ofClass, Backing backing) {
        this.ofClass = ofClass;
        this.backing = backing;
        this.occasion = new Occasion(
                backing, builder -> SetUp.by(ofClass.wanted().client(), builder).build());
        boolean strict = ofClass.wanted().failOnLeaks();
        this.threads = ofClass.threads().unexcused();
        this.others = strict ? new LastingThreads() : null;
        // Last: whoever listens has to be closed, and nobody would if what is above throws.
        this.exceptions = strict ? UncaughtExceptions.listen() : null;
    }

    /** Takes the class's etcd for a test. */
    static TestState begin(ClassState ofClass) {
        Backing backing = ofClass.lend();
        try {
            return new TestState(ofClass, backing);
        } catch (RuntimeException | Error e) {
            ofClass.takeBack(backing);
            throw e;
        }
    }

    Occasion occasion() {
        return occasion;
    }

    /**
     * Takes everything back.
     *
     * @param test what it is called
     * @throws AssertionError if it left something behind that it had to end itself
     */
    void end(String test) {
        Leaks leaks = new Leaks(test);
        try {
            if (others != null && exceptions != null) {
                leaks.open(occasion.open());
                occasion.end();
                leaks.threads(threads, ofClass.threads());
                leaks.threads(others);
                leaks.exceptions(exceptions.end());
            }
        } finally {
            close();
        }
        leaks.report();
    }

    @Override
    public void close() {
        try {
            occasion.end();
        } finally {
            if (exceptions != null) {
                exceptions.close();
            }
            // Last: from then on it may be another test's.
            ofClass.takeBack(backing);
        }
    }
}
