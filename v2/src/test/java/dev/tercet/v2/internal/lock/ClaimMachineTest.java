package dev.tercet.v2.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimMachineTest {
    private static final String ME = "me";
    private static final Entry NINE = new Entry("/q/9", "other", 9, 9);
    private static final Entry TEN = new Entry("/q/10", ME, 10, 12);
    private static final Entry ELEVEN = new Entry("/q/11", ME, 11, 11);
    private static final EtcdException LOST_REPLY = unavailable(Outcome.UNKNOWN);
    private static final EtcdException AWAY = unavailable(Outcome.NOT_APPLIED);
    private static final EtcdException REFUSED =
            V2Errors.of("read", V2Codes.UNAUTHORIZED, "/q", 3, "http://127.0.0.1:1");
    private static final EtcdException CLEARED =
            V2Errors.of("watch", V2Codes.EVENT_INDEX_CLEARED, "", 3000, "http://127.0.0.1:1");
    private static final EtcdException CLOSED =
            new ClientClosedException(Details.of(ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, "closed"));

    private final ClaimMachine machine = new ClaimMachine(ME, false, true);

    private static EtcdException unavailable(Outcome outcome) {
        return new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, outcome, "away"));
    }

    private static Seen seen(long index, Entry... entries) {
        return new Seen(Arrays.stream(entries).sorted(Entry.IN_ORDER).toList(), index);
    }

    private static Effect.Watch watch(Entry entry, long from, boolean own) {
        return new Effect.Watch(entry.key(), from, own);
    }

    private List<Effect> tell(Signal signal) {
        return machine.on(signal);
    }

    private void enter(boolean patient) {
        assertThat(tell(new Signal.Enter(patient))).containsExactly(new Effect.SendEnter());
        assertThat(tell(new Signal.Entered(TEN))).containsExactly(new Effect.Mine(TEN, true), new Effect.SendLook());
    }

    private void queued() {
        enter(true);
        assertThat(tell(new Signal.Looked(seen(30, NINE, TEN))))
                .containsExactly(new Effect.Blocked(), watch(NINE, 31, false));
    }

    private void held() {
        enter(true);
        assertThat(tell(new Signal.Looked(seen(30, TEN)))).containsExactly(new Effect.Won(TEN), watch(TEN, 31, true));
    }

    @Test
    void whoIsFirstHasIt() {
        held();
        assertThat(machine.isHeld()).isTrue();
    }

    @Test
    void whoIsNotWaitsForTheOneBefore() {
        queued();
        assertThat(tell(new Signal.Woken())).containsExactly(new Effect.SendLook());
        assertThat(tell(new Signal.Looked(seen(40, TEN, ELEVEN))))
                .startsWith(new Effect.DeleteStray("/q/11"), new Effect.Won(TEN));
    }

    @Test
    void numbersAreNotTexts() {
        assertThat(seen(1, ELEVEN, NINE, TEN).entries()).containsExactly(NINE, TEN, ELEVEN);
        Entry padded = new Entry("/q/00000000000000000010", "a", 10, 10);
        Entry big = new Entry("/q/00000000000000000100", "b", 100, 100);
        assertThat(seen(1, big, padded, NINE).entries()).containsExactly(NINE, padded, big);
        assertThat(seen(1, new Entry("/q/0", "z", 1, 1), NINE)
                        .first()
                        .orElseThrow()
                        .text())
                .isEqualTo("z");
    }

    @Test
    void whoDoesNotWaitLeaves() {
        enter(false);
        assertThat(tell(new Signal.Looked(seen(30, NINE, TEN))))
                .containsExactly(new Effect.Blocked(), new Effect.Stop(), new Effect.SendDelete("/q/10"));
        assertThat(machine.isLeaving()).isTrue();
        assertThat(tell(new Signal.Deleted())).containsExactly(new Effect.Stop(), new Effect.Gone(true));
    }

    @Test
    void anIndexThatIsTooOldIsReadAnew() {
        queued();
        assertThat(tell(new Signal.Unwatched(CLEARED))).containsExactly(new Effect.Rest(1));
        assertThat(tell(new Signal.Rested())).containsExactly(new Effect.SendLook());
        assertThat(tell(new Signal.Looked(seen(3000, NINE, TEN))))
                .containsExactly(new Effect.Blocked(), watch(NINE, 3001, false));
        // And should it be too old again, the pauses grow.
        assertThat(tell(new Signal.Unwatched(CLEARED))).containsExactly(new Effect.Rest(2));
    }

    @Test
    void anOutageIsWaitedOut() {
        queued();
        tell(new Signal.Unwatched(AWAY));
        tell(new Signal.Rested());
        assertThat(tell(new Signal.Failed(AWAY))).containsExactly(new Effect.Rest(2));
        tell(new Signal.Rested());
        assertThat(tell(new Signal.Looked(seen(40, TEN)))).contains(new Effect.Won(TEN));
    }

    @Test
    void aRefusalEndsTheWait() {
        queued();
        tell(new Signal.Woken());
        assertThat(tell(new Signal.Failed(REFUSED)))
                .containsExactly(new Effect.Lost(REFUSED), new Effect.Stop(), new Effect.SendDelete("/q/10"));
    }

    @Test
    void anEntryThatIsGoneIsNotWaitedWith() {
        queued();
        tell(new Signal.Woken());
        assertThat(tell(new Signal.Looked(seen(40, NINE))))
                .containsExactly(new Effect.Expired(false), new Effect.Stop(), new Effect.Gone(true));
    }

    @Test
    void anEntryWhoseAnswerWasLostIsFound() {
        tell(new Signal.Enter(true));
        assertThat(tell(new Signal.Failed(LOST_REPLY))).containsExactly(new Effect.SendLook());
        assertThat(tell(new Signal.Looked(seen(30, NINE, TEN))))
                .containsExactly(new Effect.Mine(TEN, true), new Effect.Blocked(), watch(NINE, 31, false));
    }

    @Test
    void anEntryThatMayComeIsLookedForAndDeleted() {
        tell(new Signal.Enter(true));
        tell(new Signal.Failed(LOST_REPLY));
        assertThat(tell(new Signal.Looked(seen(30, NINE))))
                .containsExactly(new Effect.Lost(LOST_REPLY), new Effect.Stop(), new Effect.Rest(1));
        tell(new Signal.Rested());
        assertThat(tell(new Signal.Looked(seen(31, NINE)))).containsExactly(new Effect.Rest(2));
        tell(new Signal.Rested());
        assertThat(tell(new Signal.Looked(seen(32, NINE, TEN)))).containsExactly(new Effect.SendDelete("/q/10"));
    }

    @Test
    void itIsNotLookedForForEver() {
        tell(new Signal.Enter(true));
        tell(new Signal.Failed(LOST_REPLY));
        List<Effect> last = tell(new Signal.Failed(AWAY));
        assertThat(last).startsWith(new Effect.Lost(LOST_REPLY));
        for (int i = 1; i < ClaimMachine.SWEEPS; i++) {
            assertThat(last).endsWith(new Effect.Rest(i));
            tell(new Signal.Rested());
            last = tell(new Signal.Looked(seen(30)));
        }
        tell(new Signal.Rested());
        assertThat(tell(new Signal.Looked(seen(30)))).containsExactly(new Effect.Stop(), new Effect.Gone(false));
    }

    @Test
    void whatWasRefusedLeftNothing() {
        tell(new Signal.Enter(true));
        assertThat(tell(new Signal.Failed(AWAY)))
                .containsExactly(new Effect.Lost(AWAY), new Effect.Stop(), new Effect.Gone(true));
    }

    @Test
    void whoGivesUpWhileItIsPutWaitsForTheAnswerAndDeletes() {
        tell(new Signal.Enter(true));
        assertThat(tell(new Signal.Leave())).isEmpty();
        assertThat(tell(new Signal.Entered(TEN))).containsExactly(new Effect.SendDelete("/q/10"));
    }

    @Test
    void whoGivesUpWhileItIsPutAndHearsNothingLooksForIt() {
        tell(new Signal.Enter(true));
        tell(new Signal.Leave());
        assertThat(tell(new Signal.Failed(LOST_REPLY))).containsExactly(new Effect.Stop(), new Effect.Rest(1));
    }

    @Test
    void aDeleteThatFailsIsTriedAgain() {
        held();
        assertThat(tell(new Signal.Leave())).containsExactly(new Effect.Stop(), new Effect.SendDelete("/q/10"));
        assertThat(tell(new Signal.Failed(LOST_REPLY)))
                .containsExactly(new Effect.Doubted(LOST_REPLY), new Effect.Rest(1));
        assertThat(tell(new Signal.Rested())).containsExactly(new Effect.SendDelete("/q/10"));
        assertThat(tell(new Signal.Failed(REFUSED)))
                .containsExactly(new Effect.Doubted(REFUSED), new Effect.Stop(), new Effect.Gone(false));
    }

    @Test
    void whatIsHeldIsLostWithItsEntry() {
        held();
        assertThat(tell(new Signal.Removed()))
                .containsExactly(new Effect.Expired(false), new Effect.Stop(), new Effect.Gone(true));
    }

    @Test
    void whatIsHeldIsLostWhenItCannotBeRenewed() {
        held();
        assertThat(tell(new Signal.RanOut()))
                .containsExactly(new Effect.Expired(true), new Effect.Stop(), new Effect.Gone(false));
    }

    @Test
    void whatWaitsIsNotLostByTheClock() {
        queued();
        assertThat(tell(new Signal.RanOut())).isEmpty();
    }

    @Test
    void aGuardThatIsCutStandsAgain() {
        held();
        assertThat(tell(new Signal.Unwatched(CLEARED))).containsExactly(new Effect.Rest(1));
        assertThat(machine.isHeld()).isTrue();
        assertThat(tell(new Signal.Rested())).containsExactly(new Effect.SendLook());
        assertThat(tell(new Signal.Looked(seen(50, TEN)))).containsExactly(watch(TEN, 51, true));
        tell(new Signal.Unwatched(AWAY));
        tell(new Signal.Rested());
        assertThat(tell(new Signal.Looked(seen(60, ELEVEN)))).hasSize(1);
        tell(new Signal.Unwatched(AWAY));
        tell(new Signal.Rested());
        assertThat(tell(new Signal.Looked(seen(70, NINE)))).startsWith(new Effect.Expired(false));
    }

    @Test
    void aGuardThatIsRefusedLeavesItToRenewal() {
        held();
        assertThat(tell(new Signal.Unwatched(REFUSED))).isEmpty();
        assertThat(machine.isHeld()).isTrue();
    }

    @Test
    void theEndOfTheClientTakesOutWhatWaitsAndLeavesWhatIsHeld() {
        queued();
        assertThat(tell(new Signal.Closed(CLOSED)))
                .containsExactly(new Effect.Lost(CLOSED), new Effect.Stop(), new Effect.SendDelete("/q/10"));
        ClaimMachine holder = new ClaimMachine(ME, false, true);
        holder.on(new Signal.Enter(true));
        holder.on(new Signal.Entered(TEN));
        holder.on(new Signal.Looked(seen(30, TEN)));
        assertThat(holder.on(new Signal.Closed(CLOSED)))
                .containsExactly(new Effect.Lost(CLOSED), new Effect.Stop(), new Effect.Gone(false));
    }

    @Test
    void anAdoptedClaimStandsWhereItStood() {
        assertThat(tell(new Signal.Attach(TEN, seen(30, NINE, TEN))))
                .containsExactly(new Effect.Mine(TEN, false), new Effect.Blocked(), watch(NINE, 31, false));
        assertThat(tell(new Signal.Leave())).containsExactly(new Effect.Stop(), new Effect.SendDelete("/q/10"));
    }

    @Test
    void aNameThatLeadsAlreadyIsRenewed() {
        ClaimMachine candidate = new ClaimMachine(ME, true, false);
        assertThat(candidate.on(new Signal.Enter(true))).containsExactly(new Effect.SendLook());
        assertThat(candidate.on(new Signal.Looked(seen(30, TEN))))
                .containsExactly(new Effect.Mine(TEN, false), new Effect.Won(TEN));
        // Whoever gives up asking does not depose it.
        assertThat(candidate.on(new Signal.Leave())).containsExactly(new Effect.Stop(), new Effect.Gone(false));
    }

    @Test
    void twoOfOneNameAreOneCandidate() {
        ClaimMachine candidate = new ClaimMachine(ME, true, false);
        candidate.on(new Signal.Enter(true));
        assertThat(candidate.on(new Signal.Looked(seen(9, NINE)))).containsExactly(new Effect.SendEnter());
        candidate.on(new Signal.Entered(ELEVEN));
        assertThat(candidate.on(new Signal.Looked(seen(30, NINE, TEN, ELEVEN))))
                .containsExactly(
                        new Effect.Mine(TEN, false),
                        new Effect.DeleteStray("/q/11"),
                        new Effect.Blocked(),
                        watch(NINE, 31, false));
    }

    @Test
    void whatIsWonAndDetachedIsLeftAlone() {
        ClaimMachine legacy = new ClaimMachine(ME, false, false);
        legacy.on(new Signal.Enter(true));
        legacy.on(new Signal.Entered(TEN));
        assertThat(legacy.on(new Signal.Looked(seen(30, TEN)))).containsExactly(new Effect.Won(TEN));
        assertThat(legacy.on(new Signal.Detach())).containsExactly(new Effect.Stop(), new Effect.Gone(false));
        assertThat(legacy.on(new Signal.Leave())).isEmpty();
    }
}
