package dev.tercet.internal.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.election.Leader;
import dev.tercet.election.Observation;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.delivery.Checked;
import dev.tercet.internal.delivery.Straight;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.ElectionRpcs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private static final long PAUSE = ObserverMachine.SHORTEST_PAUSE;

    private final FakeCalls calls = new FakeCalls();
    private final FakeScheduler time = new FakeScheduler();
    private final List<String> heard = new ArrayList<>();

    private static Leader leader(String key, long revision) {
        return new Leader(Header.NONE, new KeyValue(Bytes.of(key), Bytes.of(key + "@" + revision), 1, revision, 1, 1));
    }

    private static EtcdException failure(ErrorCode code) {
        return FakeCalls.failure(code, Outcome.NOT_APPLIED);
    }

    private Observation listening(Consumer<Leader> listener) {
        return Observer.listening(calls, time, Straight.NOW, new ElectionRpcs.Ask(Bytes.of("election")), listener);
    }

    private Observation hearing() {
        return listening(leader -> heard.add(leader.value().utf8()));
    }

    private Observation reading() {
        return Observer.iterating(
                calls, time, Straight.NOW, new ElectionRpcs.Ask(Bytes.of("election")), UnaryOperator.identity());
    }

    @Test
    void tellsEveryLeaderAndAsksForTheNext() {
        hearing();
        calls.lastOpened().message(leader("a", 2));
        calls.lastOpened().message(leader("a", 3));
        calls.lastOpened().message(leader("b", 1));

        assertThat(heard).containsExactly("a@2", "a@3", "b@1");
        assertThat(calls.lastOpened().requested()).isEqualTo(1);
        assertThat(calls.lastOpened().requireLeader).isTrue();
    }

    @Test
    void resumesWithoutTellingTheSameLeaderTwice() {
        hearing();
        calls.lastOpened().message(leader("a", 2));
        calls.lastOpened().end(failure(ErrorCode.UNAVAILABLE));
        time.advance(PAUSE);
        assertThat(calls.opened()).hasSize(2);
        calls.lastOpened().message(leader("a", 2));
        calls.lastOpened().message(leader("b", 1));
        calls.lastOpened().end(null);
        time.advance(PAUSE);
        calls.lastOpened().message(leader("b", 4));

        assertThat(heard).containsExactly("a@2", "b@1", "b@4");
    }

    @Test
    void waitsLongerAndLongerForAServerThatIsDown() {
        hearing();
        long pause = PAUSE;
        for (int i = 1; i <= 10; i++) {
            calls.lastOpened().end(failure(ErrorCode.NO_LEADER));
            time.advance(pause - 1);
            assertThat(calls.opened()).hasSize(i);
            time.advance(1);
            assertThat(calls.opened()).hasSize(i + 1);
            pause = Math.min(pause * 2, ObserverMachine.LONGEST_PAUSE);
        }
    }

    @Test
    void endsWithARefusal() {
        Observation observation = hearing();
        calls.lastOpened().end(failure(ErrorCode.PERMISSION_DENIED));

        assertThatThrownBy(() -> observation.ended().join()).hasCauseInstanceOf(PermissionDeniedException.class);
        assertThat(time.waiting()).isZero();
        assertThat(calls.waitingForClose()).isZero();
    }

    @Test
    void noConnectionAsConfiguredIsTheEndOnlyBeforeThereWasOne() {
        Observation never = hearing();
        calls.lastOpened().end(failure(ErrorCode.CONNECTION_REJECTED));
        assertThat(never.ended()).isCompletedExceptionally();

        Observation once = hearing();
        calls.lastOpened().message(leader("a", 2));
        calls.lastOpened().end(failure(ErrorCode.CONNECTION_REJECTED));
        assertThat(once.ended()).isNotDone();
        time.advance(PAUSE);
        calls.lastOpened().message(leader("b", 3));
        assertThat(heard).containsExactly("a@2", "b@3");
    }

    @Test
    void triesAFreshTokenBeforeItBelievesThatItIsUnknown() {
        Observation observation = hearing();
        calls.lastOpened().end(failure(ErrorCode.UNAUTHENTICATED));
        time.advance(0);
        calls.lastOpened().end(failure(ErrorCode.UNAUTHENTICATED));
        time.advance(0);
        assertThat(observation.ended()).isNotDone();
        calls.lastOpened().end(failure(ErrorCode.UNAUTHENTICATED));

        assertThat(observation.ended()).isCompletedExceptionally();
        assertThat(calls.opened()).hasSize(3);
    }

    @Test
    void aListenerThatThrowsEndsItsObservation() {
        Observation observation = listening(leader -> {
            throw new IllegalStateException("the listener's own fault");
        });
        calls.lastOpened().message(leader("a", 2));

        assertThatThrownBy(() -> observation.ended().join())
                .cause()
                .isInstanceOfSatisfying(
                        EtcdException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CALLER))
                .hasRootCauseMessage("the listener's own fault");
        assertThat(calls.lastOpened().isCancelled()).isTrue();
    }

    @Test
    void soDoesOneThatThrowsWhatOnlyOtherLanguagesThrowUnchecked() {
        Observation observation = listening(leader -> Checked.thrown("the listener's own fault"));
        calls.lastOpened().message(leader("a", 2));

        assertThat(observation.ended()).isCompletedExceptionally();
        assertThat(calls.lastOpened().isCancelled()).isTrue();
    }

    @Test
    void closingCancelsTheStreamAndTellsNothingMore() {
        Observation observation = hearing();
        observation.close();
        observation.close();
        calls.lastOpened().message(leader("a", 2));

        assertThat(observation.ended()).isCompleted();
        assertThat(calls.lastOpened().isCancelled()).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void endsWithTheClient() {
        Observation observation = hearing();
        calls.close();

        assertThatThrownBy(() -> observation.ended().join()).hasCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void aReaderTakesOneAtATimeAndHoldsTheStreamBack() {
        Observation observation = reading();
        Iterator<Leader> leaders = observation.iterator();
        calls.lastOpened().message(leader("a", 2));
        assertThat(calls.lastOpened().requested()).isZero();
        assertThat(leaders.hasNext()).isTrue();
        assertThat(calls.lastOpened().requested()).as("only looked at").isZero();

        assertThat(leaders.next()).isEqualTo(leader("a", 2));
        assertThat(calls.lastOpened().requested()).isEqualTo(1);
        observation.close();
        assertThat(leaders.hasNext()).isFalse();
    }

    @Test
    void aLostStreamIsOpenedAgainOnlyWhenTheReaderIsThere() {
        Observation observation = reading();
        calls.lastOpened().message(leader("a", 2));
        calls.lastOpened().end(null);
        time.advance(PAUSE);
        assertThat(calls.opened()).hasSize(1);

        observation.iterator().next();

        assertThat(calls.opened()).hasSize(2);
    }

    @Test
    void aReaderLearnsWhatEndedIt() {
        Observation observation = reading();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                observation.iterator().next();
            } catch (EtcdException e) {
                thrown.set(e);
            }
        });
        reader.start();
        calls.lastOpened().end(failure(ErrorCode.PERMISSION_DENIED));

        Awaitility.await().until(() -> thrown.get() != null);
        assertThat(thrown.get()).isInstanceOf(PermissionDeniedException.class);
    }

    @Test
    void anObservationWithAListenerHasNoIterator() {
        Observation observation = hearing();

        assertThatThrownBy(observation::iterator).isInstanceOf(IllegalStateException.class);
    }
}
