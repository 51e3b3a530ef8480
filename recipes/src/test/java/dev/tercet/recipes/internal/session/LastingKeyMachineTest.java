package dev.tercet.recipes.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.flow.Backoff;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Changed;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Close;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Delete;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Deleted;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Effect;
import dev.tercet.recipes.internal.session.LastingKeyMachine.End;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Failed;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Found;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Pause;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Read;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Rested;
import dev.tercet.recipes.internal.session.LastingKeyMachine.SessionLost;
import dev.tercet.recipes.internal.session.LastingKeyMachine.SessionOpened;
import dev.tercet.recipes.internal.session.LastingKeyMachine.SessionsEnded;
import dev.tercet.recipes.internal.session.LastingKeyMachine.SetValue;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Signal;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Tell;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Watch;
import dev.tercet.recipes.internal.session.LastingKeyMachine.WatchEnded;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Why;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Write;
import dev.tercet.recipes.internal.session.LastingKeyMachine.Written;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastingKeyMachineTest {
    private static final Bytes A = Bytes.of("a");
    private static final Bytes B = Bytes.of("b");
    private static final Effect REST = new Pause(Backoff.FIRST);

    private LastingKeyMachine machine = new LastingKeyMachine(A, false);

    private void on(Signal signal, Effect... effects) {
        assertThat(machine.on(signal)).as(signal.toString()).containsExactly(effects);
    }

    private static KeyValue kv(Bytes value, long revision, long lease) {
        return new KeyValue(Bytes.of("k"), value, revision, revision, 1, lease);
    }

    private static Found found(@Nullable KeyValue kv, long revision) {
        return new Found(kv, revision);
    }

    /** It is there, on lease 7, put at revision 11. */
    private void present() {
        on(new SessionOpened(7), new Read());
        on(found(null, 10), new Watch(11), new Write(0, A, 7));
        on(new Written(11), new Tell(7));
    }

    @Test
    void putsWhatIsMissing() {
        present();
        on(new Changed(kv(A, 11, 7), 11));
    }

    @Test
    void putsAgainWhatIsDeleted() {
        present();
        on(new Changed(null, 12), new Tell(0), new Write(0, A, 7));
        on(new Written(13), new Tell(7));
    }

    @Test
    void aDeletionBeforeThePutIsOld() {
        on(new SessionOpened(7), new Read());
        on(found(null, 10), new Watch(11), new Write(0, A, 7));
        on(new Changed(kv(B, 11, 9), 11));
        on(new Changed(null, 12));
        on(new Written(13), new Tell(7));
        on(new Changed(kv(A, 13, 7), 13));
    }

    @Test
    void aDeletionThatIsFasterThanTheAnswerIsSeen() {
        on(new SessionOpened(7), new Read());
        on(found(null, 10), new Watch(11), new Write(0, A, 7));
        on(new Changed(kv(A, 11, 7), 11));
        on(new Changed(null, 12));
        on(new Written(11), new Write(0, A, 7));
    }

    @Test
    void putsAgainOnTheNextSessionOverWhatIsOnTheLastOne() {
        present();
        on(new SessionLost(), new Tell(0));
        on(new SessionOpened(8), new Write(11, A, 8));
        on(new Written(12), new Tell(8));
    }

    @Test
    void takesOverOnceIfToldTo() {
        machine = new LastingKeyMachine(A, true);
        on(new SessionOpened(7), new Read());
        on(found(kv(B, 5, 0), 10), new Watch(11), new Write(5, A, 7));
        on(new Written(11), new Tell(7));
        on(new Changed(kv(B, 12, 9), 12), new Tell(0));
    }

    @Test
    void leavesWhatIsAnothersUntilItIsGone() {
        on(new SessionOpened(7), new Read());
        on(found(kv(B, 5, 9), 10), new Watch(11));
        on(new Changed(kv(B, 12, 9), 12));
        on(new Changed(null, 13), new Write(0, A, 7));
        on(found(kv(B, 14, 9), 15));
        on(new Close(), new Delete(List.of(7L)));
    }

    @Test
    void setsAnotherValue() {
        present();
        on(new SetValue(A));
        on(new SetValue(B), new Tell(0), new Write(11, B, 7));
        on(new SetValue(A));
        on(new Written(12), new Write(12, A, 7));
        on(new Written(13), new Tell(7));
    }

    @Test
    void readsAfterAPauseWhatAFailureHasDone() {
        on(new SessionOpened(7), new Read());
        on(found(null, 10), new Watch(11), new Write(0, A, 7));
        on(new Failed(Why.FOR_NOW), REST);
        on(new SetValue(A));
        on(new Rested(), new Read());
        on(found(kv(A, 11, 7), 12), new Tell(7));
    }

    @Test
    void waitsForASessionWhenTheLeaseIsGone() {
        on(new SessionOpened(7), new Read());
        on(found(null, 10), new Watch(11), new Write(0, A, 7));
        on(new Failed(Why.NO_LEASE));
        on(new SessionLost());
        on(new SessionOpened(8), new Read());
    }

    @Test
    void watchesAnewWhenTheWatchEnded() {
        present();
        on(new WatchEnded(), REST, new Tell(0));
        on(new Rested(), new Read());
        on(found(kv(A, 11, 7), 20), new Tell(7), new Watch(21));
    }

    @Test
    void deletesWhatIsOursAtTheEndAlsoIfThatIsNotCertain() {
        on(new SessionOpened(7), new Read());
        on(found(null, 10), new Watch(11), new Write(0, A, 7));
        on(new Close());
        on(new Failed(Why.FOR_NOW), new Delete(List.of(7L)));
        on(new Deleted(), new End());
        on(new SessionOpened(8));
    }

    @Test
    void whatWasNeverPutNeedsNoDeleting() {
        on(new Close(), new End());
    }

    @Test
    void endsWithTheSessionsAndWithTheClient() {
        present();
        on(new SessionsEnded(), new Tell(0), new End());

        machine = new LastingKeyMachine(A, false);
        on(new SessionOpened(7), new Read());
        on(new Failed(Why.FOR_GOOD), new End());
    }
}
