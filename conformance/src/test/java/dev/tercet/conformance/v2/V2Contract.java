package dev.tercet.conformance.v2;

import dev.tercet.v2.EtcdV2Client;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.opentest4j.TestAbortedException;

/** What every suite of the v2 API has at hand. */
interface V2Contract {
    /** What to run over. */
    V2Target target();

    /** The calls of a client of the shared server. */
    default EtcdV2Client v2() {
        return target().shared().api();
    }

    /** The client of the shared server itself. */
    default EtcdV2Client bare() {
        return target().shared().client();
    }

    /** A directory that no other test uses, and that does not exist yet. */
    default String fresh() {
        return "/contract/" + Long.toString(System.nanoTime(), 36) + "-" + Counter.NEXT.incrementAndGet();
    }

    /** Skips the test where the target lacks one of these. */
    default void requires(V2Capability... capabilities) {
        for (V2Capability capability : capabilities) {
            target().lacks(capability).ifPresent(reason -> {
                throw new TestAbortedException(reason);
            });
        }
    }

    /** A client for this test alone; it has to be closed. */
    default V2Subject connect(List<String> endpoints, Wish wish) {
        return target().connect(endpoints, wish);
    }

    /** A plain client of the shared server for this test alone; it has to be closed. */
    default V2Subject connect() {
        return connect(target().sharedEndpoints(), Wish.NONE);
    }

    /** Counts the directories. */
    final class Counter {
        private static final AtomicLong NEXT = new AtomicLong();

        private Counter() {}
    }
}
