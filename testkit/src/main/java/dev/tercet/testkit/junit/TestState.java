package dev.tercet.testkit.junit;

import java.util.Set;

/** What one test has. JUnit's store closes it if the test ends before it has begun, as when its constructor throws. */
final class TestState implements AutoCloseable {
    private final ClassState ofClass;
    private final Backing backing;
    private final Occasion occasion;
    private final Backing.Open open;
    private final Set<String> threads;
    private final UncaughtExceptions exceptions;

    private TestState(ClassState ofClass, Backing backing) {
        this.ofClass = ofClass;
        this.backing = backing;
        this.occasion = new Occasion(backing, () -> backing.clients().build());
        this.open = backing.open();
        this.threads = ofClass.threads().unexcused();
        // Last: whoever listens has to be closed, and nobody would if what is above throws.
        this.exceptions = UncaughtExceptions.listen();
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
        boolean strict = ofClass.wanted().failOnLeaks();
        try {
            if (strict) {
                leaks.open(backing, open);
            }
            occasion.end();
            if (strict) {
                leaks.threads(threads, ofClass.threads());
                leaks.exceptions(exceptions.noted());
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
            exceptions.close();
            // Last: from then on it may be another test's.
            ofClass.takeBack(backing);
        }
    }
}
