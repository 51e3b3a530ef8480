package dev.tercet.v2.internal.longpoll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Deliver;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Drop;
import dev.tercet.v2.internal.longpoll.LongPollEffect.End;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Open;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Read;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Started;
import dev.tercet.v2.internal.longpoll.LongPollEffect.Wake;
import dev.tercet.v2.watch.V2Event;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongPollMachineTest {
    private static final Pace PACE = new Pace(1000, 500, 10, 40);
    private static final Endpoint A = Endpoint.parse("http://a:1", false);
    private static final Endpoint B = Endpoint.parse("http://b:1", false);
    private static final EtcdException CUT =
            new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "cut"));

    private static LongPollMachine from(long index, boolean recovers) {
        LongPollMachine machine = new LongPollMachine(index, recovers, PACE);
        assertThat(machine.start()).containsExactly(new Open(1, index, null), new Wake(500));
        return machine;
    }

    /** Parked from index 8 on, at a store that was at 7, with so many events wanted. */
    private static LongPollMachine parked(long demand) {
        LongPollMachine machine = from(0, true);
        machine.request(demand);
        assertThat(machine.onRegistered(1, 7, A)).containsExactly(new Started(8), new Wake(1000));
        return machine;
    }

    private static V2Event change(long index) {
        return new V2Event.Change(Events.at(index));
    }

    @Test
    void fromNowOnIsFromTheIndexOfTheHead() {
        LongPollMachine machine = parked(5);
        assertThat(machine.onFailure(1, Trouble.PASSING, CUT, 0)).containsExactly(new Wake(10));
        assertThat(machine.onWake()).containsExactly(new Open(2, 8, null), new Wake(500));
    }

    @Test
    void anEventIsFollowedByTheNextIndex() {
        LongPollMachine machine = parked(5);
        assertThat(machine.onAnswer(1, Optional.of(Events.at(12))))
                .containsExactly(new Deliver(change(12)), new Open(2, 13, A), new Wake(100));
    }

    @Test
    void aWaitThatBreaksBehindItsHeadIsTakenUpFromWhereItBegan() {
        LongPollMachine machine = from(3, true);
        machine.request(5);
        // The head says 20, and an event of 5 may have been on its way behind it.
        assertThat(machine.onRegistered(1, 20, A)).containsExactly(new Started(3), new Wake(1000));
        machine.onFailure(1, Trouble.PASSING, CUT, 0);
        assertThat(machine.onWake()).containsExactly(new Open(2, 3, null), new Wake(500));
    }

    @Test
    void anEmptyEndIsTakenUpFromTheSameIndexAndPausesGrow() {
        LongPollMachine machine = parked(5);
        for (long pause : new long[] {10, 20, 40, 40}) {
            long id = machine.isStarted() ? lastOpened : 1;
            assertThat(machine.onAnswer(id, Optional.empty())).containsExactly(new Wake(pause));
            lastOpened = id + 1;
            assertThat(machine.onWake()).containsExactly(new Open(lastOpened, 8, null), new Wake(500));
            machine.onRegistered(lastOpened, 7, A);
        }
    }

    private long lastOpened = 1;

    @Test
    void aQuietWaitIsHandedOverFromTheIndexOfItsHead() {
        LongPollMachine machine = from(3, true);
        machine.request(5);
        machine.onRegistered(1, 20, A);
        assertThat(machine.onWake()).containsExactly(new Open(2, 21, null), new Wake(500));
        assertThat(machine.onRegistered(2, 30, B)).containsExactly(new Drop(1), new Wake(1000));
        // The second was not silent for long enough to know what its head means.
        machine.onFailure(2, Trouble.PASSING, CUT, 0);
        assertThat(machine.onWake()).containsExactly(new Open(3, 21, null), new Wake(500));
    }

    @Test
    void anEventOnTheOldWaitEndsAHandOver() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        assertThat(machine.onAnswer(1, Optional.of(Events.at(9))))
                .containsExactly(new Drop(2), new Deliver(change(9)), new Open(3, 10, A), new Wake(100));
        // What the dropped one still says is nobody's.
        assertThat(machine.onRegistered(2, 9, A)).isEmpty();
        assertThat(machine.onAnswer(2, Optional.of(Events.at(9)))).isEmpty();
    }

    @Test
    void anEventOnBothIsToldOnce() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        assertThat(machine.onRegistered(2, 9, A)).containsExactly(new Drop(1), new Wake(1000));
        assertThat(machine.onAnswer(1, Optional.of(Events.at(9)))).isEmpty();
        assertThat(machine.onAnswer(2, Optional.of(Events.at(9))))
                .containsExactly(new Deliver(change(9)), new Open(3, 10, A), new Wake(100));
    }

    @Test
    void anEventOfTheHistoryThatComesLateIsToldAllTheSame() {
        LongPollMachine machine = from(3, true);
        machine.request(5);
        machine.onRegistered(1, 20, A);
        machine.onWake();
        assertThat(machine.onAnswer(1, Optional.of(Events.at(5))))
                .containsExactly(new Drop(2), new Deliver(change(5)), new Open(3, 6, A), new Wake(100));
    }

    @Test
    void whatWasToldIsNotToldAgain() {
        LongPollMachine machine = parked(5);
        machine.onAnswer(1, Optional.of(Events.at(12)));
        machine.onRegistered(2, 12, A);
        assertThat(machine.onAnswer(2, Optional.of(Events.at(12)))).containsExactly(new Wake(10));
        assertThat(machine.onWake()).containsExactly(new Open(3, 13, null), new Wake(500));
    }

    @Test
    void whoToldAnEventIsAskedForTheNextUnlessItFalls() {
        LongPollMachine machine = parked(5);
        machine.onAnswer(1, Optional.of(Events.at(12)));
        assertThat(machine.onWake()).containsExactly(new Drop(2), new Open(3, 13, null), new Wake(500));
        machine.onRegistered(3, 12, B);
        assertThat(machine.onAnswer(3, Optional.of(Events.at(14))))
                .containsExactly(new Deliver(change(14)), new Open(4, 15, B), new Wake(100));
        machine.onFailure(4, Trouble.PASSING, CUT, 0);
        assertThat(machine.onWake()).containsExactly(new Open(5, 15, null), new Wake(500));
    }

    @Test
    void theOldWaitBreaksWhileTheNextIsOpened() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        assertThat(machine.onFailure(1, Trouble.PASSING, CUT, 0)).containsExactly(new Wake(500));
        assertThat(machine.onRegistered(2, 30, B)).containsExactly(new Wake(1000));
    }

    @Test
    void aSilentServerIsLeftForAnother() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        assertThat(machine.onWake()).containsExactly(new Drop(2), new Open(3, 8, null), new Wake(500));
        assertThat(machine.onFailure(3, Trouble.PASSING, CUT, 0)).containsExactly(new Wake(10));
        assertThat(machine.onWake()).containsExactly(new Open(4, 8, null), new Wake(500));
        assertThat(machine.onRegistered(4, 8, B)).containsExactly(new Drop(1), new Wake(1000));
    }

    @Test
    void beforeItStandsASilentServerIsLeftToo() {
        LongPollMachine machine = from(0, true);
        assertThat(machine.onWake()).containsExactly(new Drop(1), new Open(2, 0, null), new Wake(500));
    }

    @Test
    void aThousandEventsWithinAHandOverAreNoLoss() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        assertThat(machine.onFailure(2, Trouble.CLEARED, Events.cleared(2000), 2000))
                .containsExactly(new Open(3, 0, A), new Wake(500));
        assertThat(machine.onRegistered(3, 2005, A)).containsExactly(new Wake(1000));
        assertThat(machine.onWake()).containsExactly(new Drop(1), new Wake(1000));
        assertThat(machine.onWake()).containsExactly(new Open(4, 2006, null), new Wake(500));
    }

    @Test
    void theWaitBesideWaitsForWhatTheOtherHasOnItsWay() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        machine.onFailure(2, Trouble.CLEARED, Events.cleared(2000), 2000);
        machine.onRegistered(3, 2005, A);
        assertThat(machine.onAnswer(3, Optional.of(Events.at(2010)))).isEmpty();
        assertThat(machine.onAnswer(1, Optional.of(Events.at(2004))))
                .containsExactly(new Drop(3), new Deliver(change(2004)), new Open(4, 2005, A), new Wake(100));
    }

    @Test
    void theWaitBesideTellsWhatItSawOnceAllIsSettled() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        machine.onFailure(2, Trouble.CLEARED, Events.cleared(2000), 2000);
        machine.onRegistered(3, 2005, A);
        machine.onAnswer(3, Optional.of(Events.at(2010)));
        assertThat(machine.onWake())
                .containsExactly(new Drop(1), new Deliver(change(2010)), new Open(4, 2011, A), new Wake(100));
    }

    @Test
    void theWaitBesideIsNoGoodWithoutTheOther() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        machine.onFailure(2, Trouble.CLEARED, Events.cleared(2000), 2000);
        machine.onRegistered(3, 2005, A);
        assertThat(machine.onFailure(1, Trouble.PASSING, CUT, 0)).containsExactly(new Drop(3), new Wake(10));
        assertThat(machine.onWake()).containsExactly(new Open(4, 8, null), new Wake(500));
        assertThat(machine.onFailure(4, Trouble.CLEARED, Events.cleared(2020), 2020))
                .containsExactly(new Read(), new Wake(-1));
    }

    @Test
    void theWaitBesideMayFail() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        machine.onFailure(2, Trouble.CLEARED, Events.cleared(2000), 2000);
        assertThat(machine.onWake()).containsExactly(new Drop(3), new Wake(1000));
        machine.onWake();
        machine.onFailure(4, Trouble.CLEARED, Events.cleared(2000), 2000);
        assertThat(machine.onFailure(5, Trouble.PASSING, CUT, 0)).containsExactly(new Wake(10));
    }

    @Test
    void aMemberThatIsCutOffFromTheOthersIsLeft() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        machine.onFailure(2, Trouble.CLEARED, Events.cleared(2000), 2000);
        assertThat(machine.onRegistered(3, 7, A)).containsExactly(new Drop(1), new Drop(3), new Read(), new Wake(-1));
        assertThat(machine.onRead(Optional.of(Events.at(2001)), 2003))
                .containsExactly(
                        new Deliver(new V2Event.Reread(8, 2003, Optional.of(Events.at(2001)))),
                        new Open(4, 2004, null),
                        new Wake(500));
    }

    @Test
    void withoutRecoveryARefusalIsTheEnd() {
        LongPollMachine machine = from(3, false);
        EtcdException failure = Events.cleared(2000);
        assertThat(machine.onFailure(1, Trouble.CLEARED, failure, 2000))
                .containsExactly(new Wake(-1), new End(failure));
        assertThat(machine.onWake()).isEmpty();
        assertThat(machine.request(1)).isEmpty();
    }

    @Test
    void withRecoveryARefusalLeadsToAReading() {
        LongPollMachine machine = from(3, true);
        machine.request(1);
        assertThat(machine.onFailure(1, Trouble.CLEARED, Events.cleared(2000), 2000))
                .containsExactly(new Read(), new Wake(-1));
        assertThat(machine.onReadFailed(Trouble.PASSING, CUT)).containsExactly(new Wake(10));
        assertThat(machine.onWake()).containsExactly(new Read(), new Wake(-1));
        assertThat(machine.onRead(Optional.empty(), 2002))
                .containsExactly(
                        new Started(3),
                        new Deliver(new V2Event.Reread(3, 2002, Optional.empty())),
                        new Open(2, 2003, null),
                        new Wake(500));
    }

    @Test
    void aReadingWithoutAnIndexHasThatOfTheRefusal() {
        LongPollMachine machine = from(3, true);
        machine.request(1);
        machine.onFailure(1, Trouble.CLEARED, Events.cleared(2000), 2000);
        assertThat(machine.onRead(Optional.empty(), 0))
                .contains(new Deliver(new V2Event.Reread(3, 2000, Optional.empty())), new Open(2, 2001, null));
    }

    @Test
    void aReadingThatIsBehindIsReadAgain() {
        LongPollMachine machine = from(3000, true);
        machine.request(1);
        machine.onFailure(1, Trouble.CLEARED, Events.cleared(5000), 5000);
        assertThat(machine.onRead(Optional.empty(), 1000)).containsExactly(new Wake(10));
        assertThat(machine.onWake()).containsExactly(new Read(), new Wake(-1));
    }

    @Test
    void aRefusedReadingIsTheEnd() {
        LongPollMachine machine = from(3, true);
        machine.onFailure(1, Trouble.CLEARED, Events.cleared(2000), 2000);
        assertThat(machine.onReadFailed(Trouble.FINAL, CUT)).containsExactly(new Wake(-1), new End(CUT));
    }

    @Test
    void anEventThatNobodyAskedForIsHeld() {
        LongPollMachine machine = parked(0);
        assertThat(machine.onAnswer(1, Optional.of(Events.at(9)))).containsExactly(new Wake(-1));
        assertThat(machine.request(2)).containsExactly(new Deliver(change(9)), new Open(2, 10, A), new Wake(100));
        machine.onRegistered(2, 9, A);
        assertThat(machine.onAnswer(2, Optional.of(Events.at(10)))).contains(new Deliver(change(10)));
        machine.onRegistered(3, 10, A);
        assertThat(machine.onAnswer(3, Optional.of(Events.at(11)))).containsExactly(new Wake(-1));
    }

    @Test
    void aFailureForGoodIsTheEnd() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        assertThat(machine.onFailure(2, Trouble.FINAL, CUT, 0))
                .containsExactly(new Drop(1), new Drop(2), new Wake(-1), new End(CUT));
    }

    @Test
    void cancelDropsAllThereIs() {
        LongPollMachine machine = parked(5);
        machine.onWake();
        assertThat(machine.cancel()).containsExactly(new Drop(1), new Drop(2), new Wake(-1));
        assertThat(machine.onAnswer(1, Optional.of(Events.at(9)))).isEmpty();
    }

    @Test
    void aServerThatDoesNotSayItsIndexIsAskedFromNowOnUntilItDoes() {
        LongPollMachine machine = from(0, true);
        machine.request(5);
        assertThat(machine.onRegistered(1, 0, A)).containsExactly(new Started(0), new Wake(1000));
        assertThat(machine.onAnswer(1, Optional.of(Events.at(9))))
                .containsExactly(new Deliver(change(9)), new Open(2, 10, A), new Wake(100));
    }
}
