package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tercet.error.ConnectionRejectedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.GetResult;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import org.junit.jupiter.api.Test;

/** Several endpoints, some of them ill. */
class FailoverTest {
    private final Rig rig = new Rig(3);

    private int wireOf(FakeTransport.Call<?, ?> call) {
        return rig.wires.indexOf(rig.wires.stream()
                .filter(wire -> wire.calls.contains(call))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void callsGoRound() {
        for (int i = 0; i < 6; i++) {
            rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        }

        assertThat(rig.wires).allMatch(wire -> wire.calls.size() == 2);
    }

    @Test
    void oneThatIsDownCostsNothing() {
        rig.wires.get(0).onCall = call -> call.fail(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT);
        rig.wires.get(1).onCall = call -> call.reply(Rig.WAS_PUT);
        rig.wires.get(2).onCall = call -> call.reply(Rig.WAS_PUT);
        for (int i = 0; i < 6; i++) {
            assertThat(rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10)).value()).isEqualTo(Rig.WAS_PUT);
        }

        // Once by a user's call; after that only probes.
        assertThat(rig.wires.get(0).calls.stream().filter(call -> call.rpc == (Object) KvRpcs.PUT))
                .hasSize(1);
        assertThat(rig.probes(0)).isNotEmpty();
    }

    @Test
    void aSilentOneCostsAReadItsShare() {
        Rig.Ended<GetResult> ended = rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(9));
        FakeTransport.Call<?, ?> first = rig.sent().get(0);
        rig.seconds(2.99);
        assertThat(rig.sent()).hasSize(1);
        rig.seconds(0.01);

        assertThat(first.cancelled).isTrue();
        assertThat(rig.sent()).hasSize(2);
        FakeTransport.Call<?, ?> second =
                rig.sent().stream().filter(call -> call != first).findFirst().orElseThrow();
        assertThat(rig.probes(wireOf(first))).hasSize(1);
        second.reply(Rig.WAS_GOT);
        assertThat(ended.value()).isEqualTo(Rig.WAS_GOT);
        assertThat(ended.times()).isEqualTo(1);
    }

    @Test
    void theAttemptAfterAFailureHasAWholeShareOfItsOwn() {
        rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(9));
        FakeTransport.Call<?, ?> first = rig.sent().get(0);
        rig.seconds(2.9);
        first.fail(StatusCode.UNAVAILABLE, "reset", Reach.LOST);
        assertThat(rig.sent()).hasSize(2);
        FakeTransport.Call<?, ?> second =
                rig.sent().stream().filter(call -> call != first).findFirst().orElseThrow();
        rig.seconds(2.9);
        assertThat(second.cancelled).isFalse();
        assertThat(rig.probes(wireOf(second))).isEmpty();
        rig.seconds(0.1);

        assertThat(second.cancelled).isTrue();
        assertThat(rig.sent()).hasSize(3);
    }

    @Test
    void aLateReplyFromTheSilentOneIsAsGoodAndEndsTheOther() {
        Rig.Ended<GetResult> ended = rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(9));
        FakeTransport.Call<?, ?> first = rig.sent().get(0);
        rig.seconds(3);
        FakeTransport.Call<?, ?> second =
                rig.sent().stream().filter(call -> call != first).findFirst().orElseThrow();
        first.replyAfterAll(Rig.WAS_GOT);

        assertThat(ended.value()).isEqualTo(Rig.WAS_GOT);
        assertThat(second.cancelled).isTrue();
        assertThat(ended.times()).isEqualTo(1);
    }

    @Test
    void aWriteThatLeftStaysWhereItIsUntilTheDeadlineAndTheEndpointIsSetAside() {
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(9));
        FakeTransport.Call<?, ?> only = rig.sent().get(0);
        int silent = wireOf(only);
        rig.seconds(8.9);

        assertThat(rig.sent()).containsExactly(only);
        assertThat(only.cancelled).isFalse();
        assertThat(rig.probes(silent)).isNotEmpty();
        for (int i = 0; i < 6; i++) {
            rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(1));
        }
        assertThat(rig.wires.get(silent).calls.stream().filter(call -> call.request == Rig.GET))
                .isEmpty();
        rig.seconds(0.1);
        assertThat(ended.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(only.cancelled).isTrue();
    }

    @Test
    void aWriteThatLeftMayStillBeAnsweredAfterItsShare() {
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(9));
        rig.seconds(5);
        rig.sent().get(0).reply(Rig.WAS_PUT);

        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
    }

    @Test
    void aWriteThatWaitsForAConnectionGoesElsewhere() {
        rig.wires.forEach(wire -> wire.connected = false);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(9));
        FakeTransport.Call<?, ?> first = rig.sent().get(0);
        rig.wires.forEach(wire -> wire.connected = true);
        rig.seconds(3);

        assertThat(first.cancelled).isTrue();
        assertThat(rig.sent()).hasSize(2);
        rig.sent().stream().filter(call -> call != first).forEach(call -> call.reply(Rig.WAS_PUT));
        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
    }

    @Test
    void aWriteThatLeavesWhileItIsCalledBackIsNotSentAgain() {
        rig.wires.forEach(wire -> wire.connected = false);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(9));
        var first = rig.sent().get(0);
        first.onCancel = () -> first.left = true;
        rig.seconds(3);

        assertThat(rig.sent()).hasSize(1);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(ended.failure()).hasMessageContaining("no reply within its share");
    }

    @Test
    void allSilentEndsWithTheDeadlineAndNothingIsLeft() {
        Rig.Ended<?> ended = rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(9));
        rig.seconds(9.1);

        assertThat(ended.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(rig.sent()).noneMatch(FakeTransport.Call::isUnderWay);
        // Each had its turn before any had a second.
        assertThat(rig.wires).allMatch(wire -> wire.calls.stream().anyMatch(call -> call.request == Rig.GET));
    }

    @Test
    void oneThatAnswersItsProbeIsUsedAgain() {
        rig.wires.get(1).onCall = call -> call.reply(Rig.WAS_PUT);
        rig.wires.get(2).onCall = call -> call.reply(Rig.WAS_PUT);
        rig.wires.get(0).onCall = call -> call.fail(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT);
        for (int i = 0; i < 3; i++) {
            rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(60));
        }
        rig.seconds(30);
        int probes = rig.probes(0).size();
        assertThat(probes).isGreaterThan(3);
        rig.wires.get(0).onCall = call -> call.reply(Rig.WAS_GOT);
        rig.seconds(8);
        int after = rig.probes(0).size();
        assertThat(after).isGreaterThan(probes);
        rig.seconds(30);

        assertThat(rig.probes(0)).hasSize(after);
        for (int i = 0; i < 3; i++) {
            rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(60));
        }
        assertThat(rig.wires.get(0).calls.stream().filter(call -> call.request == Rig.GET))
                .hasSize(1);
    }

    @Test
    void probesOfOneThatStaysDownBecomeRare() {
        rig.wires.get(0).onCall = call -> call.fail(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT);
        for (int i = 0; i < 3; i++) {
            rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(1));
        }
        rig.seconds(60);
        int before = rig.probes(0).size();
        rig.seconds(60);

        assertThat(rig.probes(0).size() - before).isBetween(8, 14);
    }

    @Test
    void aProbeThatIsNotAnsweredIsGivenUpAndRepeated() {
        rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(60));
        FakeTransport.Call<?, ?> first = rig.sent().get(0);
        first.fail(StatusCode.UNAVAILABLE, "reset", Reach.LOST);
        int ill = wireOf(first);
        assertThat(rig.probes(ill)).hasSize(1);
        rig.seconds(2);
        assertThat(rig.probes(ill).get(0).cancelled).isTrue();
        rig.seconds(0.05);
        assertThat(rig.probes(ill)).hasSize(2);
        rig.probes(ill).get(1).reply(Rig.WAS_GOT);

        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void beingRefusedForWantOfPermissionIsAnAnswerToAProbe() {
        rig.wires.get(0).onCall = call -> call.fail(StatusCode.UNAVAILABLE, "reset", Reach.LOST);
        rig.wires.get(1).onCall = call -> call.reply(Rig.WAS_GOT);
        rig.wires.get(2).onCall = call -> call.reply(Rig.WAS_GOT);
        for (int i = 0; i < 3; i++) {
            rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(60));
        }
        rig.wires.get(0).onCall = call -> call.refuse("etcdserver: permission denied");
        rig.seconds(10);
        int probes = rig.probes(0).size();
        rig.seconds(60);

        assertThat(rig.probes(0)).hasSize(probes);
    }

    @Test
    void aMemberWithoutALeaderIsSetAside() {
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        FakeTransport.Call<?, ?> first = rig.sent().get(0);
        assertThat(first.context.requireLeader()).isTrue();
        first.refuse("etcdserver: no leader");

        assertThat(rig.sent()).hasSize(2);
        assertThat(rig.probes(wireOf(first))).hasSize(1);
        rig.sent().stream().filter(call -> call != first).forEach(call -> call.reply(Rig.WAS_PUT));
        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
    }

    @Test
    void aSerializableReadNeedsNoLeader() {
        rig.call(KvRpcs.RANGE, Rig.GET.serializable(), Rig.within(10));

        assertThat(rig.sent().get(0).context.requireLeader()).isFalse();
    }

    @Test
    void aRejectionIsNotTakenElsewhere() {
        Rig.Ended<?> ended = rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(10));
        FakeTransport.Call<?, ?> first = rig.sent().get(0);
        first.refuse("etcdserver: permission denied");

        assertThat(rig.sent()).hasSize(1);
        assertThat(ended.failure().code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        assertThat(rig.probes(wireOf(first))).isEmpty();
    }

    @Test
    void aFaultInTheSetUpIsTriedOnceAtEachAndThenTold() {
        rig.wires.forEach(wire ->
                wire.onCall = call -> call.fail(StatusCode.UNAVAILABLE, "certificate expired", Reach.MISCONFIGURED));
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));

        assertThat(ended.failure())
                .isInstanceOf(ConnectionRejectedException.class)
                .hasMessageContaining("certificate expired");
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(rig.sent()).hasSize(3);
    }

    @Test
    void whatTheTransportCannotDoIsToldAtOnce() {
        Throwable cannot = new UnsupportedOperationException("no such call here: use gRPC");
        WireFailure failure =
                new WireFailure(StatusCode.UNIMPLEMENTED, "no such call here: use gRPC", Reach.REFUSED, cannot);
        rig.wires.forEach(wire -> wire.onCall = call -> call.fail(failure));
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));

        assertThat(ended.failure())
                .isInstanceOf(RejectedEtcdException.class)
                .hasMessageEndingWith(":2379: no such call here: use gRPC")
                .hasCause(cannot);
        assertThat(ended.failure().code()).isEqualTo(ErrorCode.UNSUPPORTED);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(rig.sent()).hasSize(1);
        assertThat(rig.probes(0)).isEmpty();
    }

    @Test
    void aPinnedCallGoesToItsEndpointAndNoOther() {
        Calls pinned = rig.engine.at("http://e1:2379");
        Rig.Ended<GetResult> ended = new Rig.Ended<>();
        pinned.call(KvRpcs.RANGE, Rig.GET, Rig.within(9), ended);
        rig.wires.get(1).last().fail(StatusCode.UNAVAILABLE, "reset", Reach.LOST);
        rig.seconds(3);
        assertThat(rig.sent()).hasSize(2).allMatch(call -> wireOf(call) == 1);
        rig.seconds(5.9);
        assertThat(ended.isDone()).isFalse();
        rig.seconds(0.1);

        assertThat(ended.failure().endpoint()).contains("http://e1:2379");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.engine.at("http://other:2379"))
                .withMessageContaining("http://other:2379")
                .withMessageContaining("http://e0:2379");
    }

    @Test
    void aTransportThatThrowsFailsTheCallWhicheverAttemptItIs() {
        Rig rig = new Rig(2);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(10));
        rig.wires.get(1).onCall = call -> {
            throw new IllegalStateException("broken");
        };
        rig.wires.get(0).last().fail(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT);

        assertThat(ended.times()).isEqualTo(1);
        assertThat(ended.failure())
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("java.lang.IllegalStateException: broken");
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
    }
}
