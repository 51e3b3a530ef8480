package dev.tercet.testkit.junit;

import dev.tercet.EtcdClientBuilder;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EmbeddedEtcdBuilder;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.embedded.fault.Faults;
import org.jspecify.annotations.Nullable;

/** An etcd in this process. */
final class EmbeddedBacking implements Backing {
    private final @Nullable EtcdClock clock;
    private final EmbeddedEtcd etcd;

    EmbeddedBacking(EtcdTest wanted) {
        EmbeddedEtcdBuilder builder = SetUp.by(wanted.embedded(), EmbeddedEtcd.builder());
        clock = wanted.manualClock() ? new EtcdClock() : null;
        if (clock != null) {
            builder.clock(clock);
        }
        if (wanted.listen()) {
            builder.port(0);
        }
        if (!wanted.version().isEmpty()) {
            builder.version(wanted.version());
        }
        etcd = builder.start();
    }

    @Override
    public EtcdClientBuilder clients(OpenCounts counts) {
        return etcd.clientBuilder().transport(counts.counting(etcd.transport()));
    }

    @Override
    public @Nullable Object give(Class<?> type) {
        if (type == EmbeddedEtcd.class) {
            return etcd;
        }
        if (type == Faults.class) {
            return etcd.faults();
        }
        return type == EtcdClock.class ? clock : null;
    }

    @Override
    public boolean clean() {
        try {
            etcd.reset();
            return true;
        } catch (IllegalStateException e) {
            // A test has closed it.
            return false;
        }
    }

    @Override
    public void close() {
        etcd.close();
    }
}
