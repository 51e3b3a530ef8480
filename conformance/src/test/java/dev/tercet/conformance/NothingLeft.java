package dev.tercet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a class of tests that leaves a thread of a client or of a proxy behind, or in which the client logged an error: those are
 * its own mistakes, or exceptions that nobody else would hear of. JUnit finds this by itself, for every class.
 */
public final class NothingLeft implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(NothingLeft.class);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    @Override
    public void beforeAll(ExtensionContext context) {
        LoggedErrors.take();
        context.getStore(NAMESPACE).put("before", ClientThreads.alive());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Set<?> before = context.getStore(NAMESPACE).get("before", Set.class);
        long start = System.nanoTime();
        Set<String> left = left(before);
        while (!left.isEmpty() && System.nanoTime() - start < PATIENCE) {
            // What is closed ends its threads a moment later.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            ClientThreads.collect();
            left = left(before);
        }
        assertThat(left).as("threads left by " + context.getDisplayName()).isEmpty();
        assertThat(LoggedErrors.take())
                .as("errors that the client logged in " + context.getDisplayName())
                .isEmpty();
    }

    private static Set<String> left(Set<?> before) {
        Set<String> left = ClientThreads.alive();
        left.removeAll(before);
        return left;
    }
}
