package dev.tercet.recipes.internal.contention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.error.PlaceRemovedException;
import dev.tercet.recipes.error.SessionLostException;
import dev.tercet.recipes.internal.contention.Effect.Blocked;
import dev.tercet.recipes.internal.contention.Effect.Doubted;
import dev.tercet.recipes.internal.contention.Effect.Gone;
import dev.tercet.recipes.internal.contention.Effect.Left;
import dev.tercet.recipes.internal.contention.Effect.Lost;
import dev.tercet.recipes.internal.contention.Effect.Rest;
import dev.tercet.recipes.internal.contention.Effect.SendDelete;
import dev.tercet.recipes.internal.contention.Effect.SendEnter;
import dev.tercet.recipes.internal.contention.Effect.SendFind;
import dev.tercet.recipes.internal.contention.Effect.SendLook;
import dev.tercet.recipes.internal.contention.Effect.Setback;
import dev.tercet.recipes.internal.contention.Effect.Stop;
import dev.tercet.recipes.internal.contention.Effect.Unwatch;
import dev.tercet.recipes.internal.contention.Effect.Watch;
import dev.tercet.recipes.internal.contention.Effect.Won;
import dev.tercet.recipes.internal.contention.Signal.Answered;
import dev.tercet.recipes.internal.contention.Signal.Deleted;
import dev.tercet.recipes.internal.contention.Signal.Enter;
import dev.tercet.recipes.internal.contention.Signal.Failed;
import dev.tercet.recipes.internal.contention.Signal.Found;
import dev.tercet.recipes.internal.contention.Signal.Guard;
import dev.tercet.recipes.internal.contention.Signal.Leave;
import dev.tercet.recipes.internal.contention.Signal.Objected;
import dev.tercet.recipes.internal.contention.Signal.Over;
import dev.tercet.recipes.internal.contention.Signal.Rested;
import dev.tercet.recipes.internal.contention.Signal.Unwatched;
import dev.tercet.recipes.internal.contention.Signal.Watching;
import dev.tercet.recipes.internal.contention.Signal.Woken;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentionMachineTest {
    private static final Bytes FIRST = Bytes.of("queue/1");
    private static final Bytes SECOND = Bytes.of("queue/2");

    private static final EtcdException AWAY =
            new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN, "away"));
    private static final EtcdException NOWHERE =
            new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "nowhere"));
    private static final EtcdException DENIED =
            new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
    private static final EtcdException CLOSED =
            new ClientClosedException(Details.of(ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, "closed"));
    private static final EtcdException LEASE_GONE =
            new SessionLostException(1, new LeaseState.Lost(LeaseState.Reason.GONE, "gone"));

    private static final Failed UNKNOWN = new Failed(AWAY, true, true);
    private static final Failed UNSENT = new Failed(NOWHERE, false, true);
    private static final Failed REFUSED = new Failed(DENIED, false, false);

    private static final Answered FREE = new Answered(new Seen(7, Bytes.EMPTY, List.of(), 7));
    private static final Answered TAKEN = new Answered(new Seen(7, Bytes.EMPTY, List.of(FIRST), 7));
    private static final Answered BEHIND = new Answered(new Seen(7, Bytes.EMPTY, List.of(SECOND), 9));
    private static final Answered STILL_BEHIND = new Answered(new Seen(7, Bytes.EMPTY, List.of(SECOND), 10));
    private static final Answered NOW_FREE = new Answered(new Seen(7, Bytes.EMPTY, List.of(), 12));
    private static final Answered NOT_PUT = new Answered(new Seen(0, Bytes.EMPTY, List.of(FIRST), 7));
    private static final Answered KEY_GONE = new Answered(new Seen(0, Bytes.EMPTY, List.of(), 12));
    private static final Answered KEY_ANOTHER = new Answered(new Seen(11, Bytes.EMPTY, List.of(), 12));

    private static final List<Effect> DELETED_BY_REVISION = List.of(new Stop(), new SendDelete(7, false));
    private static final List<Effect> ENDED = List.of(new Stop(), new Gone());

    private static Place place(int room) {
        return new Place("lock", Bytes.of("queue/me"), Bytes.EMPTY, new Rule(KeyRange.prefix("queue/"), room));
    }

    /** What has happened, and what then has to be done about the last of it. */
    private record Row(String what, int room, List<Signal> signals, List<Effect> effects) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Row row(String what, List<Signal> signals, Effect... effects) {
        return new Row(what, 1, signals, List.of(effects));
    }

    private static List<Signal> after(List<Signal> before, Signal... more) {
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }

    static Stream<Row> rows() {
        List<Signal> entering = List.of(new Enter(true));
        List<Signal> trying = List.of(new Enter(false));
        List<Signal> looking = after(entering, TAKEN);
        List<Signal> waiting = after(looking, BEHIND);
        List<Signal> watching = after(waiting, new Watching(10));
        List<Signal> ours = after(entering, FREE);
        List<Signal> watched = after(ours, new Guard(), FREE);
        List<Signal> abandoned = after(entering, new Leave());
        List<Signal> sweeping = after(abandoned, UNKNOWN, new Found(0));
        List<Signal> released = after(entering, UNKNOWN, new Rested(), FREE, new Leave(), new Deleted(true));
        Over lost = new Over(LEASE_GONE, true);
        Over closed = new Over(CLOSED, false);
        Seen seen = FREE.seen();
        return Stream.of(
                row("released, and a copy may come late", released, new Left(true), new Rest(1)),
                row("looks for the copy", after(released, new Rested()), new SendFind()),
                row("looks on", after(released, new Rested(), new Found(0)), new Rest(2)),
                row("found it", after(released, new Rested(), new Found(9)), new SendDelete(9, true)),
                row(
                        "and looks for another",
                        after(released, new Rested(), new Found(9), new Deleted(true)),
                        new Rest(2)),
                row(
                        "removed by another, and a copy may come late",
                        List.of(new Enter(true), UNKNOWN, new Rested(), TAKEN, KEY_GONE),
                        removed(),
                        new Stop(),
                        new SendFind()),
                row("wanted again", after(released, new Enter(true)), new Stop(), new SendEnter(false)),
                row("tried again", after(released, new Enter(false)), new Stop(), new SendEnter(true)),
                row(
                        "wanted again while it is looked for",
                        after(released, new Rested(), new Enter(true)),
                        new Stop(),
                        new SendEnter(false)),
                row(
                        "and what comes of it may be a copy that was late",
                        after(released, new Enter(false), TAKEN),
                        new Blocked(),
                        new Stop(),
                        new SendDelete(7, false)),
                row("wanted again while it is deleted", after(ours, new Leave(), new Enter(true))),
                row(
                        "put again when it is",
                        after(ours, new Leave(), new Enter(true), new Deleted(true)),
                        new Left(true),
                        new Stop(),
                        new SendEnter(false)),
                row(
                        "no longer wanted when it is",
                        after(ours, new Leave(), new Enter(true), new Leave(), new Deleted(true)),
                        new Left(true),
                        new Stop(),
                        new Gone()),
                row(
                        "wanted again by who is told that it is not deleted",
                        after(ours, new Leave(), new Enter(true), UNKNOWN),
                        new Doubted(AWAY),
                        new Setback(AWAY),
                        new Rest(1)),
                row(
                        "wanted again while it cannot be deleted",
                        after(ours, new Leave(), UNKNOWN, new Enter(true)),
                        new SendDelete(7, true)),
                row(
                        "wanted again, and a delete that may be late cannot be repeated",
                        after(ours, new Leave(), UNKNOWN, new Enter(true), REFUSED),
                        new Doubted(DENIED),
                        new Lost(DENIED),
                        new Rest(2)),
                row(
                        "wanted again, and the session is lost",
                        after(ours, new Leave(), new Enter(true), lost),
                        new Lost(LEASE_GONE),
                        new Stop(),
                        new Gone()),
                row("wanted by one again who was not heard out", after(abandoned, new Enter(true))),
                row("and it is free", after(abandoned, new Enter(true), FREE), new Won(seen)),
                row("tried by one who came when it had been given up", after(abandoned, new Enter(false))),
                row("and it is his", after(abandoned, new Enter(false), FREE), new Won(seen)),
                row(
                        "and may have been taken before he came",
                        after(abandoned, new Enter(false), NOT_PUT),
                        new SendEnter(true)),
                row(
                        "and what was put goes first",
                        after(abandoned, new Enter(false), TAKEN),
                        new Stop(),
                        new SendDelete(7, false)),
                row(
                        "and then it is tried",
                        after(abandoned, new Enter(false), TAKEN, new Deleted(true)),
                        new Left(true),
                        new Stop(),
                        new SendEnter(true)),
                row(
                        "and another came who waits",
                        after(abandoned, new Enter(false), new Enter(true), NOT_PUT),
                        new SendEnter(false)),
                row(
                        "and he left as well",
                        after(abandoned, new Enter(false), new Leave(), NOT_PUT),
                        new Stop(),
                        new Gone()),
                row("and the session is closed", after(abandoned, new Enter(false), closed), new Lost(CLOSED)),
                row(
                        "our key may not be there, and another came to try",
                        after(abandoned, new Enter(false), new Objected(DENIED, TAKEN.seen())),
                        new Lost(DENIED),
                        new Stop(),
                        new SendDelete(7, false)),
                row(
                        "wanted no longer after a failure, and tried",
                        after(
                                ours,
                                new Leave(),
                                UNKNOWN,
                                new Enter(true),
                                REFUSED,
                                new Rested(),
                                new Enter(false),
                                new Deleted(true)),
                        new Left(true),
                        new Stop(),
                        new SendEnter(true)),
                row(
                        "left to another process while a release is in doubt",
                        after(ours, new Leave(), UNKNOWN, closed),
                        new Stop(),
                        new Gone()),
                row(
                        "left to another process, and then nobody knows",
                        after(ours, new Leave(), closed, UNKNOWN),
                        new Doubted(AWAY),
                        new Stop(),
                        new Gone()),
                row(
                        "wanted again by who has not heard that the session is closed",
                        after(ours, new Leave(), closed, new Enter(true)),
                        new Lost(CLOSED)),
                row("nor of an entry that goes on", after(entering, closed, new Enter(true)), new Lost(CLOSED)),
                row("left to another process meanwhile", after(released, closed), new Stop(), new Gone()),
                row(
                        "left to another process while nobody knows whether it is there",
                        after(abandoned, UNKNOWN, closed),
                        new Stop(),
                        new Gone()),
                row(
                        "left to another process before anybody knows whether it is there",
                        after(entering, UNKNOWN, closed),
                        new Lost(CLOSED),
                        new Stop(),
                        new Gone()),
                row(
                        "our key may not be there in such company",
                        after(entering, new Objected(DENIED, TAKEN.seen())),
                        new Lost(DENIED),
                        new Stop(),
                        new SendDelete(7, false)),
                row(
                        "nor when it is looked at",
                        after(looking, new Objected(DENIED, BEHIND.seen())),
                        new Lost(DENIED),
                        new Stop(),
                        new SendDelete(7, false)),
                row(
                        "nor if nobody wants it",
                        after(abandoned, new Objected(DENIED, TAKEN.seen())),
                        new Stop(),
                        new SendDelete(7, false)),
                row("enter", entering, new SendEnter(false)),
                row("try", trying, new SendEnter(true)),
                row("enter twice", after(entering, new Enter(true))),
                row("free", ours, new Won(seen)),
                row("tried and free", after(trying, FREE), new Won(seen)),
                row("tried and not put", after(trying, NOT_PUT), new Blocked(), new Stop(), new Gone()),
                // Put by a wait elsewhere on the same lease: not ours to delete.
                row("tried and waiting elsewhere", after(trying, TAKEN), new Blocked(), new Stop(), new Gone()),
                new Row(
                        "tried where a compare cannot tell",
                        2,
                        after(trying, TAKEN),
                        List.of(new Blocked(), new Stop(), new SendDelete(7, false))),
                row(
                        "tried, and somebody joined who waits",
                        after(trying, new Enter(true), NOT_PUT),
                        new Blocked(),
                        new SendEnter(false)),
                row("tried, and it never left", after(trying, UNSENT), new SendEnter(true)),
                row(
                        "tried, and it never left however often",
                        after(trying, UNSENT, UNSENT, UNSENT),
                        new Lost(NOWHERE),
                        new Stop(),
                        new Gone()),
                row("tried, and refused", after(trying, REFUSED), new Lost(DENIED), new Stop(), new Gone()),
                row("tried, and nobody knows", after(trying, UNKNOWN), new SendEnter(true)),
                row("tried once more, and it was free", after(trying, UNKNOWN, FREE), new Won(seen)),
                row(
                        "tried once more, and a copy may come late",
                        after(trying, UNKNOWN, FREE, new Leave(), new Deleted(true)),
                        new Left(true),
                        new Rest(1)),
                row(
                        "tried often enough, and nobody knows",
                        after(trying, UNKNOWN, UNKNOWN, UNKNOWN),
                        new Lost(AWAY),
                        new Stop(),
                        new SendFind()),
                row(
                        "nobody knows of the first, though the others never left",
                        after(trying, UNKNOWN, UNSENT, UNSENT),
                        new Lost(AWAY),
                        new Stop(),
                        new SendFind()),
                row(
                        "nobody knows of the first, though the next was refused",
                        after(trying, UNKNOWN, REFUSED),
                        new Lost(AWAY),
                        new Stop(),
                        new SendFind()),
                row(
                        "it is known what became of it, and who comes next is refused",
                        after(trying, UNKNOWN, FREE, new Leave(), new Enter(false), new Deleted(true), REFUSED),
                        new Lost(DENIED),
                        new Stop(),
                        new SendFind()),
                row("taken", looking, new Blocked(), new SendLook(7)),
                row("behind another", waiting, new Watch(List.of(SECOND))),
                row("nothing happened before it was watched", watching),
                row("something did", after(waiting, new Watching(11)), new SendLook(7)),
                row("but nothing to us", after(waiting, new Watching(11), STILL_BEHIND)),
                row(
                        "and then it did, before the look was answered",
                        after(waiting, new Watching(11), new Woken(), STILL_BEHIND),
                        new SendLook(7)),
                row("one look each", after(waiting, new Watching(11), new Woken(), STILL_BEHIND, STILL_BEHIND)),
                row("watched late, by a member that is behind", after(waiting, new Watching(8))),
                row(
                        "watched while another look is under way",
                        after(waiting, new Woken(), new Watching(20), STILL_BEHIND),
                        new SendLook(7)),
                row("free when looked at", after(looking, NOW_FREE), new Won(NOW_FREE.seen())),
                row("woken", after(waiting, new Woken()), new SendLook(7)),
                row("woken and ours", after(waiting, new Woken(), NOW_FREE), new Won(NOW_FREE.seen()), new Unwatch()),
                row("woken and not ours", after(waiting, new Woken(), TAKEN), new Watch(List.of(FIRST))),
                row("our key is gone", after(waiting, new Woken(), KEY_GONE), removed(), new Stop(), new Gone()),
                row(
                        "our key is another's",
                        after(waiting, new Woken(), KEY_ANOTHER),
                        removed(),
                        new Stop(),
                        new Gone()),
                row(
                        "the watch is refused",
                        after(waiting, new Unwatched(DENIED)),
                        new Lost(DENIED),
                        new Stop(),
                        new SendDelete(7, false)),
                row("the watch lost its history", after(watching, new Unwatched(null)), new SendLook(7)),
                row(
                        "and another is opened",
                        after(watching, new Unwatched(null), STILL_BEHIND),
                        new Watch(List.of(SECOND))),
                row("away when woken", after(watching, new Woken(), UNSENT), new Setback(NOWHERE), new Rest(1)),
                row("the watch outlasts it", after(watching, new Woken(), UNSENT, new Rested(), STILL_BEHIND)),
                row("away when entering", after(entering, UNKNOWN), new Setback(AWAY), new Rest(1)),
                row("rested from entering", after(entering, UNKNOWN, new Rested()), new SendEnter(false)),
                row("away again", after(entering, UNKNOWN, new Rested(), UNSENT), new Setback(AWAY), new Rest(2)),
                row(
                        "tried, and nobody knows, and somebody joined who waits",
                        after(trying, UNKNOWN, new Enter(true), UNSENT),
                        new Setback(AWAY),
                        new Rest(1)),
                row(
                        "the lease is gone after who knows what",
                        after(entering, UNKNOWN, new Rested(), new Failed(LEASE_GONE, false, false)),
                        new Lost(LEASE_GONE),
                        new Stop(),
                        new SendFind()),
                row("away when looking", after(looking, UNSENT), new Setback(NOWHERE), new Rest(1)),
                row("rested from looking", after(looking, UNSENT, new Rested()), new SendLook(7)),
                row("refused when entering", after(entering, REFUSED), new Lost(DENIED), new Stop(), new Gone()),
                row(
                        "refused after who knows what",
                        after(entering, UNKNOWN, new Rested(), REFUSED),
                        new Lost(AWAY),
                        new Stop(),
                        new SendFind()),
                row(
                        "refused when looking",
                        after(looking, REFUSED),
                        new Lost(DENIED),
                        new Stop(),
                        new SendDelete(7, false)),
                row("left before anything", List.of(new Leave()), new Stop(), new Gone()),
                row("left while entering: the answer is waited for", abandoned),
                row("and it was put", after(abandoned, TAKEN), new Stop(), new SendDelete(7, false)),
                row("and it was ours", after(abandoned, FREE), new Stop(), new SendDelete(7, false)),
                row("and it was not put", after(abandoned, NOT_PUT), new Stop(), new Gone()),
                row("and it never left", after(abandoned, UNSENT), new Stop(), new Gone()),
                row("and nobody knows", after(abandoned, UNKNOWN), new Stop(), new SendFind()),
                row("nothing there yet", sweeping, new Rest(1)),
                row("look again", after(sweeping, new Rested()), new SendFind()),
                row("there it was", after(sweeping, new Rested(), new Found(7)), new SendDelete(7, false)),
                row(
                        "and another may be",
                        after(sweeping, new Rested(), new Found(7), new Deleted(true)),
                        new Left(true),
                        new Rest(2)),
                row("nobody knows whether it is there yet", after(abandoned, UNKNOWN, UNSENT), new Rest(1)),
                new Row("left while looking", 1, after(looking, new Leave()), DELETED_BY_REVISION),
                new Row("left while waiting", 1, after(waiting, new Leave()), DELETED_BY_REVISION),
                new Row("left while resting", 1, after(looking, UNSENT, new Leave()), DELETED_BY_REVISION),
                new Row(
                        "left while resting from an entry that never left",
                        1,
                        after(entering, UNSENT, new Leave()),
                        ENDED),
                row(
                        "left while resting from an entry that nobody knows",
                        after(entering, UNKNOWN, new Leave()),
                        new Stop(),
                        new SendFind()),
                new Row("left while ours", 1, after(ours, new Leave()), DELETED_BY_REVISION),
                row("released", after(ours, new Leave(), new Deleted(true)), new Left(true), new Stop(), new Gone()),
                row(
                        "released what was not ours",
                        after(ours, new Leave(), new Deleted(false)),
                        new Left(false),
                        new Stop(),
                        new Gone()),
                row("the release is not answered", after(ours, new Leave(), UNKNOWN), new Doubted(AWAY), new Rest(1)),
                row("and repeated", after(ours, new Leave(), UNKNOWN, new Rested()), new SendDelete(7, true)),
                row(
                        "the first has done it",
                        after(ours, new Leave(), UNKNOWN, new Rested(), new Deleted(false)),
                        new Left(true),
                        new Stop(),
                        new Gone()),
                row("the release is refused", after(ours, new Leave(), REFUSED), new Doubted(DENIED), new Rest(1)),
                row("and allowed later", after(ours, new Leave(), REFUSED, new Rested()), new SendDelete(7, true)),
                row(
                        "the release is refused while another waits for its end",
                        after(ours, new Leave(), new Enter(true), REFUSED),
                        new Doubted(DENIED),
                        new Stop(),
                        new SendEnter(false)),
                row(
                        "the release is refused after the session",
                        after(ours, new Leave(), closed, REFUSED),
                        new Doubted(DENIED),
                        new Stop(),
                        new Gone()),
                row("guarded", after(ours, new Guard()), new SendLook(7)),
                row("guarded twice", after(ours, new Guard(), new Guard())),
                row("and watched", watched, new Watch(List.of())),
                row("deleted while ours", after(watched, new Woken(), KEY_GONE), removed(), new Stop(), new Gone()),
                row("written while ours", after(watched, new Woken(), NOW_FREE)),
                row("deleted before it was watched", after(watched, new Watching(10)), new SendLook(7)),
                row("no longer to be guarded", after(watched, new Woken(), REFUSED), new Unwatch()),
                row("cannot be guarded now", after(ours, new Guard(), UNSENT), new Rest(1)),
                row("guarded later", after(ours, new Guard(), UNSENT, new Rested()), new SendLook(7)),
                row("cannot be guarded at all", after(ours, new Guard(), REFUSED)),
                row(
                        "the client is closed before it is guarded",
                        after(ours, new Guard(), new Failed(CLOSED, false, false)),
                        new Lost(CLOSED),
                        new Stop(),
                        new Gone()),
                row(
                        "the client is closed under the guard",
                        after(watched, new Unwatched(CLOSED)),
                        new Lost(CLOSED),
                        new Stop(),
                        new Gone()),
                row(
                        "the lease is lost while entering",
                        after(entering, lost),
                        new Lost(LEASE_GONE),
                        new Stop(),
                        new Gone()),
                row(
                        "the lease is lost while waiting",
                        after(waiting, lost),
                        new Lost(LEASE_GONE),
                        new Stop(),
                        new Gone()),
                row("the lease is lost while ours", after(ours, lost), new Lost(LEASE_GONE), new Stop(), new Gone()),
                row("the lease is lost while leaving", after(ours, new Leave(), lost), new Stop(), new Gone()),
                row("the session is closed while entering", after(entering, closed), new Lost(CLOSED)),
                row("and its answer is not called back", after(entering, closed, FREE), new Stop(), new Gone()),
                row(
                        "the session is closed while waiting",
                        after(waiting, closed),
                        new Lost(CLOSED),
                        new Stop(),
                        new SendDelete(7, false)),
                row("what is ours stays with the lease", after(ours, closed), new Lost(CLOSED), new Stop(), new Gone()),
                row("the session is closed while leaving", after(ours, new Leave(), closed)),
                row("nothing after the end", after(ours, lost, new Leave(), new Enter(true), FREE)));
    }

    private static Effect removed() {
        Place place = place(1);
        return new Lost(new PlaceRemovedException(place.what(), place.key()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void table(Row row) {
        ContentionMachine machine = new ContentionMachine(place(row.room()));
        List<Effect> last = List.of();
        for (Signal signal : row.signals()) {
            last = machine.on(signal);
        }
        assertThat(last)
                .usingRecursiveFieldByFieldElementComparator(comparison())
                .isEqualTo(row.effects());
    }

    private static RecursiveComparisonConfiguration comparison() {
        return RecursiveComparisonConfiguration.builder()
                .withStrictTypeChecking(true)
                .withEqualsForType((one, other) -> one.toString().equals(other.toString()), PlaceRemovedException.class)
                .build();
    }

    @Test
    void aKeyThatMayStillComeIsLookedForAFewTimes() {
        ContentionMachine machine = new ContentionMachine(place(1));
        machine.on(new Enter(true));
        machine.on(new Leave());
        machine.on(UNKNOWN);
        List<Effect> last = List.of();
        for (int i = 1; i < SweepMachine.LOOKS; i++) {
            assertThat(machine.on(new Found(0))).containsExactly(new Rest(i));
            machine.on(new Rested());
        }
        last = machine.on(new Found(0));
        assertThat(last).isEqualTo(ENDED);
    }

    @Test
    void whoIsInFrontIsKnownUntilItIsOurTurn() {
        ContentionMachine machine = new ContentionMachine(place(1));
        machine.on(new Enter(true));
        assertThat(machine.inFront()).isEmpty();
        machine.on(TAKEN);
        assertThat(machine.inFront()).containsExactly(FIRST);
        machine.on(BEHIND);
        assertThat(machine.inFront()).containsExactly(SECOND);
        machine.on(new Woken());
        machine.on(NOW_FREE);
        assertThat(machine.inFront()).isEmpty();
        assertThat(machine.isOurs()).isTrue();
    }
}
