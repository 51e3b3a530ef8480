package dev.tercet.testkit.junit;

import dev.tercet.EtcdClient;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What a class of tests, with those nested in it, has for all of them. JUnit's store closes it after the last. */
final class ClassState implements AutoCloseable {
    private final Class<?> testClass;
    private final EtcdTest wanted;
    private final OwnThreads threads = new OwnThreads();
    private final Set<String> before = threads.unexcused();

    /** Callbacks of the class's own client, on threads that are none of a test's. */
    private final ExecutorService callbacks = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "etcd-test-callback");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Backing backing;
    private @Nullable Occasion occasion;
    private boolean isLent;

    ClassState(Class<?> testClass, EtcdTest wanted) {
        this.testClass = testClass;
        this.wanted = wanted;
    }

    EtcdTest wanted() {
        return wanted;
    }

    OwnThreads threads() {
        return threads;
    }

    /**
     * The etcd for one test: a clean one.
     *
     * @throws ExtensionConfigurationException if another test has it, under whose feet it would be emptied
     */
    synchronized Backing lend() {
        if (wanted.scope() == EtcdTest.Scope.PER_METHOD) {
            return threads.excusing(() -> Backing.start(wanted));
        }
        if (isLent) {
            throw new ExtensionConfigurationException("tests of " + testClass.getName()
                    + " run at the same time, and share one etcd that is emptied before each: say @EtcdTest(scope = PER_METHOD,"
                    + " failOnLeaks = false), or @Execution(SAME_THREAD)");
        }
        Backing shared = shared();
        threads.excusing(() -> {
            // A real one may have to be replaced.
            shared.clean();
            return shared;
        });
        isLent = true;
        return shared;
    }

    /** Takes back what was lent. */
    synchronized void takeBack(Backing lent) {
        if (lent == backing) {
            isLent = false;
        } else {
            lent.close();
        }
    }

    /** What belongs to all tests of the class. */
    synchronized Occasion forAll() {
        if (wanted.scope() == EtcdTest.Scope.PER_METHOD) {
            throw new ExtensionConfigurationException(
                    "@EtcdTest of " + testClass.getName()
                            + " says scope = PER_METHOD, so there is no etcd for static fields, nor before and after all tests");
        }
        Occasion all = occasion;
        if (all == null) {
            Backing shared = shared();
            all = new Occasion(shared, () -> lasting(shared));
            occasion = all;
        }
        return all;
    }

    private EtcdClient lasting(Backing shared) {
        return threads.excusing(
                () -> shared.clients().callbackExecutor(callbacks).build());
    }

    private Backing shared() {
        Backing shared = backing;
        if (shared == null) {
            shared = threads.excusing(() -> Backing.start(wanted));
            backing = shared;
        }
        return shared;
    }

    /** Ends all of it; fails if threads of clients or of embedded etcds are left that were not there before. */
    @Override
    public synchronized void close() {
        end();
        if (wanted.failOnLeaks()) {
            Leaks leaks = new Leaks("the tests of " + testClass.getName());
            leaks.threads(before, threads);
            leaks.report();
        }
    }

    private void end() {
        try {
            if (occasion != null) {
                occasion.end();
            }
        } finally {
            callbacks.shutdown();
            if (backing != null) {
                backing.close();
            }
        }
    }
}
