package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Dead connections are found out by probes, and servers have no reason to complain of too many.
 *
 * @since 0.1
 */
public interface KeepAliveContract extends Contract {
    /** An HTTP/2 PING: nine bytes of header and eight of its own. */
    long PROBE_BYTES = 17;

    /** A client that probes as often as it may. */
    private Subject probing(FaultProxy proxy) {
        return connect(List.of(proxy.endpoint()), b -> b.keepAlive(Duration.ofSeconds(5), Duration.ofSeconds(1)));
    }

    @Test
    default void aDeadPathIsFoundWithoutTraffic() {
        requires(Capability.CONNECTION_FAULTS);
        String key = fresh();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = probing(proxy);
                WatchProbe watch = new WatchProbe(behind.watches().open(WatchRequest.of(key))).started()) {
            proxy.blackHole();
            etcd().kv().put(key, "1");
            assertThat(watch.next()).isInstanceOf(WatchSignal.Interrupted.class);
            proxy.restore();
            assertThat(watch.next()).isInstanceOf(WatchSignal.Resumed.class);
            assertThat(watch.event().kv().valueText()).isEqualTo("1");
        }
    }

    @Test
    default void aServerHasNoReasonToComplainOfProbes() {
        // It is only HTTP/2's that etcd counts.
        requires(Capability.CONNECTION_FAULTS, Capability.HTTP2);
        String key = fresh();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                FaultProxy idleProxy =
                        FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = probing(proxy);
                Subject idle = probing(idleProxy);
                WatchProbe watch = new WatchProbe(behind.watches().open(WatchRequest.of(key))).started()) {
            idle.kv().getString(key);
            // What the two had to say of their calls is said by now.
            watch.quietFor(Duration.ofMillis(500));
            long before = proxy.bytesToServer();
            long idleBefore = idleProxy.bytesToServer();
            watch.quietFor(Duration.ofMillis(11_500));
            assertThat(proxy.bytesToServer() - before)
                    .as("bytes of probes in 12 s, of which etcd puts up with one every 5 s")
                    .isBetween(PROBE_BYTES, 2 * PROBE_BYTES);
            assertThat(idleProxy.bytesToServer() - idleBefore)
                    .as("bytes of probes on a connection without a stream, of which etcd puts up with none")
                    .isZero();
            etcd().kv().put(key, "1");
            assertThat(watch.next()).isInstanceOf(WatchSignal.Change.class);
            idle.kv().getString(key);
            assertThat(List.of(proxy.connectionsOpened(), idleProxy.connectionsOpened()))
                    .containsOnly(1L);
        }
    }
}
