package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.election.Observation;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.kv.Get;
import dev.tercet.lease.KeptLease;
import dev.tercet.lease.LeaseState;
import dev.tercet.lock.LockGrant;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The end of a client.
 *
 * @since 0.1
 */
public interface CloseContract extends Contract {
    private Subject own() {
        return connect(target().sharedEndpoints());
    }

    @Test
    default void everythingInFlightEndsAsClosed() throws Throwable {
        String name = fresh() + "lock";
        long holder = etcd().leases().grant(Duration.ofSeconds(60)).id();
        etcd().locks().lock(name, holder);
        long waiter = etcd().leases().grant(Duration.ofSeconds(60)).id();
        Subject own = own();
        Watch watch = own.watches().open(WatchRequest.prefix(name));
        Within.seconds(10, watch.started());
        KeptLease lease = own.leases().keep(Duration.ofSeconds(60));
        Observation observation = own.elections().observe(name + "election", leader -> {});
        CompletableFuture<LockGrant> lock = own.client().async().locks().lock(name, waiter);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> etcd().kv().get(Get.prefix(name + "/").countOnly()).count() == 2);

        Expect.within(Duration.ZERO, Duration.ofSeconds(6), own::close);

        assertThat(Within.seconds(5, watch.ended()).cause().orElseThrow()).isInstanceOf(ClientClosedException.class);
        Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> Within.seconds(5, lock));
        Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> Within.seconds(5, lease.lost()));
        assertThat(lease.state()).isInstanceOf(LeaseState.Closed.class);
        Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> Within.seconds(5, observation.ended()));
        await("the server heard of it, too")
                .atMost(Duration.ofSeconds(5))
                .until(() -> etcd().kv().get(Get.prefix(name + "/").countOnly()).count() == 1);
        etcd().leases().revoke(lease.id());
    }

    @Test
    default void noConnectionIsLeft() throws Exception {
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh() + "lock";
        etcd().locks().lock(name, etcd().leases().grant(Duration.ofSeconds(60)).id());
        long waiter = etcd().leases().grant(Duration.ofSeconds(60)).id();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0))) {
            Subject own = connect(List.of(proxy.endpoint()));
            Watch watch = own.watches().open(WatchRequest.of(fresh()), signal -> {});
            Within.seconds(10, watch.started());
            KeptLease lease = own.leases().keep(Duration.ofSeconds(60));
            Observation observation = own.elections().observe(name + "election", leader -> {});
            CompletableFuture<LockGrant> lock = own.client().async().locks().lock(name, waiter);
            assertThat(proxy.connectionsAlive()).isPositive();
            assertThat(observation.ended().isDone() || lock.isDone()).isFalse();
            own.close();
            await("the connections are ended").atMost(Duration.ofSeconds(2)).until(() -> {
                collectHttp();
                return proxy.connectionsAlive() == 0;
            });
            etcd().leases().revoke(lease.id());
        }
    }

    @Test
    default void aLoopOverAWatchEnds() {
        Subject own = own();
        Watch watch = own.watches().open(WatchRequest.of(fresh()));
        WatchProbe probe = new WatchProbe(watch).started();
        own.close();
        assertThat(probe.next(WatchSignal.Ended.class).cause().orElseThrow()).isInstanceOf(ClientClosedException.class);
    }

    @Test
    default void useAfterCloseFailsAtOnceWithTheSameType() throws Throwable {
        Subject own = own();
        own.kv().put(fresh(), "v");
        own.close();
        own.close();
        Expect.within(Duration.ZERO, Duration.ofSeconds(1), () -> {
            Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> own.kv().put("k", "v"));
            Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> own.kv().getString("k"));
            Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> own.leases().grant(Duration.ofSeconds(60)));
            Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> own.leases().keep(Duration.ofSeconds(60)));
            Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> own.locks().lock("k", 1));
            Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> own.maintenance().status());
            Expect.ourSide(ErrorCode.CLIENT_CLOSED, () -> own.cluster().members());
        });
    }

    @Test
    default void aWatchOpenedAfterCloseEndsAtOnce() throws Exception {
        Subject own = own();
        own.close();
        assertThat(Expect.endOf(() -> own.watches().open(WatchRequest.of("k"))))
                .isInstanceOf(ClientClosedException.class);
    }

    @Test
    default void dependentsOfFuturesStillRun() throws Exception {
        Subject own = own();
        long lease = own.leases().grant(Duration.ofSeconds(60)).id();
        String name = fresh() + "lock";
        etcd().locks().lock(name, etcd().leases().grant(Duration.ofSeconds(60)).id());
        CompletableFuture<String> dependent = own.client()
                .async()
                .locks()
                .lock(name, lease)
                .handle((grant, failure) ->
                        failure == null ? "held" : failure.getClass().getSimpleName());
        own.close();
        assertThat(Within.seconds(5, dependent)).isIn("ClientClosedException", "CompletionException");
    }

    @Test
    default void noThreadIsLeft() {
        Set<Thread> before = threads();
        for (int i = 0; i < 3; i++) {
            try (Subject own = own()) {
                own.kv().put(fresh(), "v");
                Watch watch = own.watches().open(WatchRequest.of(fresh()), signal -> {});
                own.leases().keep(Duration.ofSeconds(60));
                assertThat(watch.isOpen()).isTrue();
            }
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            collectHttp();
            assertThat(threads()).as("threads beside those that were there").isSubsetOf(before);
        });
    }

    /** What the JDK's HTTP client keeps until it is collected; nothing may be left so over gRPC. */
    private void collectHttp() {
        if (target().lacks(Capability.HTTP2).isPresent()) {
            JdkHttp.collect();
        }
    }

    /** Live threads, but for those of the JDK and of test tools, which come and go as they like. */
    private Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getThreadGroup() == null
                        || !thread.getThreadGroup().getName().equals("system"))
                // One pool for all of a process, which other clients of the test may keep alive.
                .filter(thread -> !thread.getName().startsWith("grpc-default-executor"))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                .filter(thread -> !thread.getName().startsWith("junit"))
                .collect(Collectors.toSet());
    }
}
