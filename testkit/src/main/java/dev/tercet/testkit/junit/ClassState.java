package dev.tercet.testkit.junit;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
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
    private boolean isReplaced;

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
        if (!shared.clean()) {
            // Something may be left of it, such as members that a test has not stopped.
            end();
            shared = shared();
            isReplaced = true;
        }
        isLent = true;
        return shared;
    }

    /** Whether static fields have what belongs to an etcd that another has taken the place of; true once for each. */
    synchronized boolean haveStaticsToBeSet() {
        boolean was = isReplaced;
        isReplaced = false;
        return was;
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
            all = new Occasion(shared, this::lasting);
            occasion = all;
        }
        return all;
    }

    private EtcdClient lasting(EtcdClientBuilder builder) {
        return threads.excusing(() ->
                SetUp.by(wanted.client(), builder.callbackExecutor(callbacks)).build());
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
        try {
            end();
        } finally {
            callbacks.shutdown();
        }
        if (wanted.failOnLeaks()) {
            Leaks leaks = new Leaks("the tests of " + testClass.getName());
            leaks.threads(before, threads);
            leaks.report();
        }
    }

    private void end() {
        Occasion all = occasion;
        Backing shared = backing;
        occasion = null;
        backing = null;
        try {
            if (all != null) {
                all.end();
            }
        } finally {
            if (shared != null) {
                shared.close();
            }
        }
    }
}
