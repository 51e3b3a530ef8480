package dev.tercet.benchmarks;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The virtual threads of a JDK that has them; this is compiled for one that has not. */
final class VirtualThreads {
    private VirtualThreads() {}

    /** What makes them; nothing before JDK 21. */
    static Optional<ThreadFactory> factory() {
        // 19 and 20 have the methods too, as a preview, which they refuse to call.
        if (Runtime.version().feature() < 21) {
            return Optional.empty();
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return Optional.of((ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK should have virtual threads", e);
        }
    }
}
