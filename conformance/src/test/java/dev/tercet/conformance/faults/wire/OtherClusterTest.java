package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.OneWatchMember.Wire;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.kv.Get;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The cluster behind an endpoint becomes another, by a wrong entry in DNS or a restored backup, or endpoints of two clusters are given
 * for one: a watch never goes on in the other, and a call says whose answer it has.
 */
class OtherClusterTest {
    private static final long OURS = 0xaaaa;
    private static final long THEIRS = 0xffff_ffff_ffff_bbbbL;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void aWatchDoesNotGoOnWhereAnotherIsNow(Wire wire) {
        Consumer<OneWatchMember> moving = member -> {
            if (member.cluster() == OURS) {
                member.becomes(THEIRS);
                member.cut();
            }
        };
        try (OneWatchMember member = wire.member(OURS, moving);
                EtcdClient etcd = client(wire, member.endpoint())) {
            assertThat(etcd.kv().get(Get.of("k")).header().clusterId()).isEqualTo(OURS);
            watchEnds(etcd, OURS);
            // Calls know nothing of each other. Each says whose answer it is.
            assertThat(etcd.kv().get(Get.of("k")).header().clusterId()).isEqualTo(THEIRS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWatchDoesNotGoOnAtAnEndpointOfAnother(Wire wire) {
        AtomicReference<OneWatchMember> first = new AtomicReference<>();
        Consumer<OneWatchMember> leaving = member -> {
            if (first.compareAndSet(null, member)) {
                member.leave();
                member.cut();
            }
        };
        try (OneWatchMember one = wire.member(OURS, leaving);
                OneWatchMember other = wire.member(THEIRS, leaving);
                EtcdClient etcd = client(wire, one.endpoint(), other.endpoint())) {
            long began = watchEnds(etcd, 0);
            // Whichever was asked first.
            assertThat(first.get().cluster()).isEqualTo(began);
            assertThat(etcd.kv().get(Get.of("k")).header().clusterId()).isEqualTo(began == OURS ? THEIRS : OURS);
        }
    }

    private static EtcdClient client(Wire wire, String... endpoints) {
        return EtcdClient.builder()
                .endpoints(endpoints)
                .transport(wire.transport())
                .build();
    }

    /** Whose change it told before it ended, which is this cluster's unless any will do. */
    private static long watchEnds(EtcdClient etcd, long expected) {
        Watch watch = etcd.async().watches().open(WatchRequest.of("k").fromRevision(OneWatchMember.FIRST));
        List<WatchSignal> told = new ArrayList<>();
        while (told.isEmpty() || !(told.get(told.size() - 1) instanceof WatchSignal.Ended)) {
            told.add(watch.poll(PATIENCE).orElseThrow());
        }
        assertThat(told)
                .hasSize(4)
                .satisfiesExactly(
                        begun -> assertThat(begun).isEqualTo(new WatchSignal.Started(OneWatchMember.FIRST)),
                        change -> assertThat(change).isInstanceOf(WatchSignal.Change.class),
                        gone -> assertThat(gone).isInstanceOf(WatchSignal.Interrupted.class),
                        end -> assertThat(((WatchSignal.Ended) end).cause())
                                .get()
                                .isInstanceOfSatisfying(ProtocolException.class, cause -> {
                                    assertThat(cause.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                                    assertThat(cause).hasMessageContaining("cluster aaaa");
                                    assertThat(cause).hasMessageContaining("cluster ffffffffffffbbbb");
                                }));
        String whose = ((WatchSignal.Change) told.get(1)).events().get(0).valueText();
        long began = Long.parseUnsignedLong(whose, 16);
        assertThat(began).isIn(expected == 0 ? List.of(OURS, THEIRS) : List.of(expected));
        return began;
    }
}
