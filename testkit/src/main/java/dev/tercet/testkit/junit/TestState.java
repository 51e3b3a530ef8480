package dev.tercet.testkit.junit;

import java.util.Set;

/** What one test has. */
final class TestState {
    private final ClassState ofClass;
    private final Backing backing;
    private final Occasion occasion;
    private final Backing.Open open;
    private final Set<String> threads;
    private final UncaughtExceptions exceptions = UncaughtExceptions.listen();

    TestState(ClassState ofClass) {
        this.ofClass = ofClass;
        this.backing = ofClass.forTest();
        this.occasion = new Occasion(backing, () -> backing.clients().build());
        this.open = backing.open();
        this.threads = ofClass.threads().unexcused();
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
            if (ofClass.wanted().scope() == EtcdTest.Scope.PER_METHOD) {
                backing.close();
            }
            if (strict) {
                leaks.threads(threads, ofClass.threads());
                leaks.exceptions(exceptions.noted());
            }
        } finally {
            exceptions.close();
        }
        leaks.report();
    }
}
