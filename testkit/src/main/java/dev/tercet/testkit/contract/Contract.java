package dev.tercet.testkit.contract;

import dev.tercet.EtcdClientBuilder;
import dev.tercet.testkit.etcd.EtcdSettings;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.opentest4j.TestAbortedException;

/**
 * What every suite has at hand. A test class implements one suite or more and names the target.
 *
 * @since 0.1
 */
public interface Contract {
    /** What to run over. */
    ContractTarget target();

    /** A client of the shared server. */
    default Subject etcd() {
        return target().shared();
    }

    /** A prefix that no other test uses. */
    default String fresh() {
        return "/contract/" + Long.toString(System.nanoTime(), 36) + "-" + Counter.NEXT.incrementAndGet() + "/";
    }

    /** Skips the test where the target lacks one of these. */
    default void requires(Capability... capabilities) {
        for (Capability capability : capabilities) {
            target().lacks(capability).ifPresent(reason -> {
                throw new TestAbortedException(reason);
            });
        }
    }

    /** A server for this test alone; it has to be closed. */
    default ContractServer start(UnaryOperator<EtcdSettings> change) {
        return target().start(change);
    }

    /** A client for this test alone; it has to be closed. */
    default Subject connect(Collection<String> endpoints, UnaryOperator<EtcdClientBuilder> change) {
        EtcdClientBuilder builder = target().builder().endpoints(List.copyOf(endpoints));
        return new Subject(change.apply(builder).build(), target().view());
    }

    /** A plain client for this test alone; it has to be closed. */
    default Subject connect(Collection<String> endpoints) {
        return connect(endpoints, builder -> builder);
    }

    /** Counts the prefixes. */
    final class Counter {
        private static final AtomicLong NEXT = new AtomicLong();

        private Counter() {}
    }
}
