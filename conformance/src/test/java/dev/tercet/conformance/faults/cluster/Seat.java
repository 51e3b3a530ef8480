package dev.tercet.conformance.faults.cluster;

import dev.tercet.testkit.etcd.EtcdMember;
import dev.tercet.testkit.proxy.FaultProxy;
import org.jspecify.annotations.Nullable;

/** A member's place: its addresses stay while one member after another takes it. */
final class Seat {
    private final int index;
    private final FaultProxy proxy;
    private volatile @Nullable EtcdMember member;
    private volatile int taken;
    private volatile boolean outside;

    Seat(int index, FaultProxy proxy) {
        this.index = index;
        this.proxy = proxy;
    }

    int index() {
        return index;
    }

    FaultProxy proxy() {
        return proxy;
    }

    EtcdMember member() {
        EtcdMember now = member;
        if (now == null) {
            throw new IllegalStateException(FaultCluster.nameOf(index) + " was never started");
        }
        return now;
    }

    boolean isTaken() {
        return member != null;
    }

    /** What the cluster calls who sits here, or the first that will. */
    String name() {
        return FaultCluster.nameOf(index) + "-" + Math.max(1, taken);
    }

    /** What it is to call the next one. */
    String nextName() {
        return FaultCluster.nameOf(index) + "-" + (taken + 1);
    }

    /** Who sat here is no member any more. */
    void leave() {
        outside = true;
    }

    boolean isOutside() {
        return outside;
    }

    void take(EtcdMember next) {
        member = next;
        taken++;
        outside = false;
    }
}
