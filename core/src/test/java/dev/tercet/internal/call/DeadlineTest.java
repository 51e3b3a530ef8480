package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Credentials;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.NoLeaderException;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One deadline for the whole of a call. */
class DeadlineTest {
    @Test
    void aWriteWithoutAReplyIsInDoubtAndIsCancelledAtTheServer() {
        Rig rig = new Rig(1);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(5));
        rig.seconds(4.99);
        assertThat(ended.isDone()).isFalse();
        rig.seconds(0.01);

        assertThat(ended.failure())
                .isInstanceOf(EtcdTimeoutException.class)
                .hasMessage("put \"k\" at http://e0:2379: no reply within 5 s; it may or may not have been applied");
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(ended.failure().method()).contains("Put");
        assertThat(ended.failure().endpoint()).contains("http://e0:2379");
        assertThat(rig.wire().last().cancelled).isTrue();
        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void aCallThatIsAnsweredWhileItIsMadeSetsNoTimer() {
        Rig rig = new Rig(1);
        List<Integer> waiting = new ArrayList<>();
        rig.wire().onCall = call -> {
            waiting.add(rig.time.waiting());
            call.reply(Rig.WAS_PUT);
        };
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(5));

        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
        assertThat(waiting).containsExactly(0);
        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void timeThatItTakesToSendCountsToo() {
        Rig rig = new Rig(1);
        rig.wire().onCall = call -> rig.seconds(2);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(5));
        rig.seconds(2.9);
        assertThat(ended.isDone()).isFalse();
        rig.seconds(0.2);

        assertThat(ended.failure()).isInstanceOf(EtcdTimeoutException.class);
    }

    @Test
    void aReadWithoutAReplyIsNotApplied() {
        Rig rig = new Rig(1);
        Rig.Ended<?> ended = rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(Duration.ofMillis(1500)));
        rig.seconds(1.5);

        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(ended.failure()).hasMessage("get \"k\" at http://e0:2379: no reply within 1500 ms");
    }

    @Test
    void aWriteThatNeverLeftIsNotApplied() {
        Rig rig = new Rig(1);
        rig.wire().connected = false;
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(5));
        rig.seconds(5);

        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(ended.failure()).hasMessage("put \"k\" at http://e0:2379: no connection within 5 s");
        assertThat(rig.wire().last().cancelled).isTrue();
    }

    @Test
    void aWriteThatLeavesWhileItIsCancelledIsInDoubt() {
        Rig rig = new Rig(1);
        rig.wire().connected = false;
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(5));
        var call = rig.wire().last();
        call.onCancel = () -> call.left = true;
        rig.seconds(5);

        assertThat(ended.failure().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aPauseDoesNotOutlastTheDeadline() {
        Rig rig = new Rig(1);
        rig.wire().onCall = call -> call.fail(StatusCode.UNAVAILABLE, "connection refused", Reach.NEVER_LEFT);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(Duration.ofMillis(300)));
        rig.seconds(0.3);

        assertThat(ended.failure()).isInstanceOf(UnavailableException.class);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        int calls = rig.wire().calls.size();
        rig.seconds(10);
        assertThat(rig.wire().calls).hasSize(calls);
        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void refusalsUntilTheDeadlineAreTheCause() {
        Rig rig = new Rig(1);
        rig.wire().onCall = call -> call.refuse("etcdserver: no leader");
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(2));
        rig.seconds(2);

        assertThat(ended.failure())
                .isInstanceOf(NoLeaderException.class)
                .hasMessage("put \"k\" at http://e0:2379: etcdserver: no leader; given up after 2 s");
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void waitingForATokenCounts() {
        Rig rig = new Rig(1, Credentials.of("root", "secret"));
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(2));
        rig.seconds(2);

        assertThat(ended.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(ended.failure().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(ended.failure()).hasMessage("put \"k\": no token within 2 s");
        rig.authentications().get(0).reply(Rig.token("late"));
        assertThat(rig.sent()).isEmpty();
        assertThat(ended.times()).isEqualTo(1);
    }

    @Test
    void aReplyInTimeCallsTheTimerOff() {
        Rig rig = new Rig(1);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(5));
        rig.wire().last().reply(Rig.WAS_PUT);

        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void aReplyBeforeTheTransportReturnsIsAsGood() {
        Rig rig = new Rig(1);
        rig.wire().onCall = call -> call.reply(Rig.WAS_PUT);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(5));

        assertThat(ended.value()).isEqualTo(Rig.WAS_PUT);
        assertThat(ended.times()).isEqualTo(1);
        assertThat(rig.time.waiting()).isZero();
    }

    @Test
    void aReplyThatCrossesTheDeadlineIsNotTakenTwice() {
        Rig rig = new Rig(1);
        Rig.Ended<?> ended = rig.call(KvRpcs.PUT, Rig.PUT, Rig.within(5));
        rig.seconds(5);
        rig.wire().last().replyAfterAll(Rig.WAS_PUT);

        assertThat(ended.times()).isEqualTo(1);
        assertThat(ended.failure().code()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void aDeadlineBeyondTheClockIsNone() {
        Rig rig = new Rig(1);
        Rig.Ended<?> ended = rig.call(KvRpcs.RANGE, Rig.GET, Rig.within(Duration.ofSeconds(Long.MAX_VALUE)));
        rig.seconds(1e6);

        assertThat(ended.isDone()).isFalse();
    }
}
