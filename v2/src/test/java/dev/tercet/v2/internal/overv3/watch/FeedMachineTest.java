package dev.tercet.v2.internal.overv3.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.v2.watch.V2Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedMachineTest {
    private static final EtcdException WHY =
            new ClientClosedException(Details.of(ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, "closed"));

    private final FeedMachine feed = new FeedMachine(0);

    /** What it wants, until it wants nothing. */
    private List<String> effects() {
        List<String> all = new ArrayList<>();
        for (Optional<FeedEffect> next = feed.next(); next.isPresent(); next = feed.next()) {
            all.add(
                    next.get() instanceof FeedEffect.Tell tell && tell.event() instanceof V2Event.Reread reread
                            ? "tell " + reread.to()
                            : next.get() instanceof FeedEffect.Begin begin
                                    ? "begin " + begin.revision()
                                    : next.get() instanceof FeedEffect.Take take
                                            ? "take " + take.signals()
                                            : next.get().getClass().getSimpleName());
        }
        return all;
    }

    private static List<V2Event> events(long... indexes) {
        List<V2Event> all = new ArrayList<>();
        for (long index : indexes) {
            all.add(new V2Event.Reread(0, index, Optional.empty()));
        }
        return all;
    }

    private void stands() {
        feed.subscribed();
        feed.started(5);
        assertThat(effects()).containsExactly("begin 5");
    }

    private void standsAndTakes(int wanted) {
        stands();
        feed.request(wanted);
        assertThat(effects()).containsExactly("take " + wanted);
    }

    @Test
    void asksForNothingBeforeThereIsAWatch() {
        feed.request(10);
        assertThat(effects()).isEmpty();
        feed.subscribed();
        // One is asked for already, for word that it stands.
        assertThat(effects()).containsExactly("take 9");
    }

    @Test
    void asksForAsManyAsAreWanted() {
        stands();
        assertThat(effects()).isEmpty();
        feed.request(1);
        assertThat(effects()).containsExactly("take 1");
        FeedMachine.Slot nothing = feed.change(6);
        feed.looked(nothing, List.of());
        assertThat(effects()).containsExactly("take 1");
        FeedMachine.Slot one = feed.change(7);
        feed.looked(one, events(7));
        assertThat(effects()).containsExactly("tell 7");
    }

    @Test
    void takesNoMoreThanAWindow() {
        stands();
        feed.request(Long.MAX_VALUE);
        feed.request(Long.MAX_VALUE);
        assertThat(effects()).containsExactly("take " + FeedMachine.WINDOW);
        FeedMachine.Slot first = feed.change(6);
        assertThat(effects()).isEmpty();
        feed.looked(first, events(6));
        assertThat(effects()).containsExactly("tell 6", "take 1");
    }

    @Test
    void tellsInOrderWhateverIsLookedAtFirst() {
        standsAndTakes(3);
        FeedMachine.Slot first = feed.change(6);
        FeedMachine.Slot second = feed.change(7);
        FeedMachine.Slot third = feed.change(8);
        feed.looked(third, events(8));
        feed.looked(second, List.of());
        assertThat(effects()).doesNotContain("tell 8");
        feed.looked(first, events(6));
        assertThat(effects()).startsWith("tell 6", "tell 8");
    }

    @Test
    void whatIsNotWantedYetWaits() {
        standsAndTakes(1);
        FeedMachine.Slot two = feed.change(6);
        feed.looked(two, events(6, 60));
        assertThat(effects()).containsExactly("tell 6");
        feed.request(1);
        assertThat(effects()).containsExactly("tell 60");
    }

    @Test
    void endsBehindWhatIsThere() {
        standsAndTakes(2);
        FeedMachine.Slot first = feed.change(6);
        feed.ended(WHY);
        assertThat(effects()).isEmpty();
        feed.looked(first, events(6));
        assertThat(effects()).containsExactly("tell 6", "End");
        feed.ended(WHY);
        assertThat(effects()).isEmpty();
    }

    @Test
    void endsWithoutBeingAsked() {
        stands();
        feed.ended(WHY);
        assertThat(effects()).containsExactly("End");
    }

    @Test
    void aFailureLeavesNoGap() {
        standsAndTakes(9);
        FeedMachine.Slot first = feed.change(6);
        FeedMachine.Slot second = feed.change(7);
        FeedMachine.Slot third = feed.change(8);
        feed.looked(third, events(8));
        feed.failed(second, WHY);
        feed.failed(third, WHY);
        feed.looked(first, events(6));
        assertThat(effects()).containsExactly("tell 6", "End");
    }

    @Test
    void closingDoesNotWait() {
        standsAndTakes(1);
        FeedMachine.Slot first = feed.change(6);
        feed.aborted(WHY);
        feed.looked(first, events(6));
        assertThat(effects()).containsExactly("End");
    }

    @Test
    void readsAgainWhenMoreIsWanted() {
        standsAndTakes(1);
        FeedMachine.Slot first = feed.change(6);
        feed.looked(first, events(6));
        feed.cleared();
        assertThat(effects()).containsExactly("tell 6");
        assertThat(feed.nextRevision()).isEqualTo(7);
        feed.request(5);
        FeedEffect again = feed.next().orElseThrow();
        assertThat(again).isInstanceOf(FeedEffect.Reread.class);
        assertThat(effects()).isEmpty();
        feed.reread(((FeedEffect.Reread) again).slot(), events(20).get(0));
        assertThat(effects()).containsExactly("tell 20");
        feed.subscribed();
        feed.started(21);
        // It stands since long.
        assertThat(effects()).containsExactly("take 4");
        assertThat(feed.nextRevision()).isEqualTo(21);
    }

    @Test
    void theNextGapBeginsBehindTheOneBefore() {
        standsAndTakes(5);
        feed.cleared();
        FeedEffect again = feed.next().orElseThrow();
        feed.reread(((FeedEffect.Reread) again).slot(), events(20).get(0));
        assertThat(effects()).containsExactly("tell 20");
        feed.subscribed();
        feed.cleared();
        assertThat(feed.nextRevision()).isEqualTo(21);
    }

    @Test
    void standsAlsoWhereTheHistoryIsGoneAtOnce() {
        FeedMachine old = new FeedMachine(3);
        old.subscribed();
        old.cleared();
        assertThat(old.next()).contains(new FeedEffect.Begin(3));
    }

    @Test
    void progressMovesOn() {
        stands();
        feed.progress(40);
        assertThat(feed.nextRevision()).isEqualTo(41);
        feed.progress(30);
        assertThat(feed.nextRevision()).isEqualTo(41);
    }

    @Test
    void isSilentWhenCancelled() {
        standsAndTakes(5);
        FeedMachine.Slot first = feed.change(6);
        feed.looked(first, events(6));
        feed.cancel();
        feed.ended(WHY);
        assertThat(effects()).isEmpty();
    }
}
