package dev.tercet.spi.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.WatchHubMachine.Effect;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchHubMachineTest {
    private static final Header AT_5 = new Header(1, 2, 5, 3);
    private static final WatchRpcs.Create CREATE =
            new WatchRpcs.Create(KeyRange.of("k"), 0, Set.of(), false, false, true);
    private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);
    private static final List<WatchEvent> EVENTS =
            List.of(new WatchEvent(WatchEvent.Type.PUT, new KeyValue(Bytes.of("k"), Bytes.of("v"), 5, 5, 1, 0), null));

    private final WatchHubMachine<String> machine = new WatchHubMachine<>();

    @Test
    void creationsGoUpWithoutWaitingAndAreAnsweredInOrder() {
        assertThat(open("a"))
                .containsExactly(
                        new Effect.Open<>(1, CallContext.PLAIN), new Effect.Send<>(1, new WatchUp.Create(CREATE)));
        assertThat(open("b")).containsExactly(new Effect.Send<>(1, new WatchUp.Create(CREATE)));

        assertThat(machine.received(1, created(0)))
                .containsExactly(new Effect.Tell<>("a", new WatchRpcs.Created(AT_5)));
        assertThat(machine.received(1, created(1)))
                .containsExactly(new Effect.Tell<>("b", new WatchRpcs.Created(AT_5)));
        assertThat(machine.received(1, events(1, false)))
                .containsExactly(new Effect.Tell<>("b", new WatchRpcs.Events(AT_5, EVENTS, false)));
        assertThat(machine.received(1, events(0, true)))
                .containsExactly(new Effect.Tell<>("a", new WatchRpcs.Events(AT_5, EVENTS, true)));
    }

    @Test
    void aFailedCreationTakesItsTurn() {
        open("a");
        open("b");
        assertThat(machine.received(1, new WatchDown(AT_5, -1, true, true, 0, "no", false, List.of())))
                .containsExactly(
                        new Effect.Tell<>("a", new WatchRpcs.Canceled(AT_5, 0, "no")), new Effect.End<>("a", null));
        assertThat(machine.received(1, created(0)))
                .containsExactly(new Effect.Tell<>("b", new WatchRpcs.Created(AT_5)));
    }

    @Test
    void aCreationThatIsAnsweredTwiceIsNobodyElses() {
        open("a");
        open("b");
        machine.received(1, created(0));
        assertThat(machine.received(1, created(0))).isEmpty();
        assertThat(machine.received(1, created(1)))
                .containsExactly(new Effect.Tell<>("b", new WatchRpcs.Created(AT_5)));
        // Nor is there a stranger to cancel.
        assertThat(machine.received(1, created(1))).isEmpty();
        assertThat(machine.received(1, events(0, false)))
                .containsExactly(new Effect.Tell<>("a", new WatchRpcs.Events(AT_5, EVENTS, false)));
    }

    @Test
    void theServerCancels() {
        openCreated("a", 0);
        openCreated("b", 1);
        assertThat(machine.received(1, new WatchDown(Header.NONE, 0, false, true, 9, "", false, List.of())))
                .containsExactly(
                        new Effect.Tell<>("a", new WatchRpcs.Canceled(Header.NONE, 9, "")),
                        new Effect.End<>("a", null));
        assertThat(machine.cancel("a")).isEmpty();
        assertThat(machine.requestProgress("a")).isEmpty();
    }

    @Test
    void aCancelledWatchIsQuietUntilTheServerHasAnswered() {
        openCreated("a", 0);
        openCreated("b", 1);
        assertThat(machine.cancel("a"))
                .containsExactly(new Effect.Send<>(1, new WatchUp.Cancel(0)), new Effect.End<>("a", cancelled()));
        assertThat(machine.received(1, events(0, false))).isEmpty();
        assertThat(machine.received(1, canceled(0))).isEmpty();
        assertThat(machine.received(1, events(1, false))).hasSize(1);
    }

    @Test
    void aWatchCancelledBeforeItIsCreatedIsCancelledOnceItIs() {
        openCreated("a", 0);
        open("b");
        open("c");
        assertThat(machine.cancel("b")).containsExactly(new Effect.End<>("b", cancelled()));
        assertThat(machine.received(1, created(1))).containsExactly(new Effect.Send<>(1, new WatchUp.Cancel(1)));
        assertThat(machine.received(1, created(2)))
                .containsExactly(new Effect.Tell<>("c", new WatchRpcs.Created(AT_5)));
        assertThat(machine.received(1, canceled(1))).isEmpty();
    }

    @Test
    void theLastWatchTakesTheStreamWithIt() {
        openCreated("a", 0);
        open("b");
        assertThat(machine.cancel("b")).containsExactly(new Effect.End<>("b", cancelled()));
        assertThat(machine.cancel("a")).containsExactly(new Effect.End<>("a", cancelled()), new Effect.Close<>(1));
        assertThat(machine.received(1, created(1))).isEmpty();
        assertThat(machine.ended(1, LOST)).isEmpty();
        assertThat(open("c")).contains(new Effect.Open<>(2, CallContext.PLAIN));
    }

    @Test
    void aFullStreamMakesRoomForAnother() {
        for (int i = 0; i < WatchHubMachine.WATCHES_PER_STREAM; i++) {
            open("w" + i);
        }
        assertThat(open("more")).contains(new Effect.Open<>(2, CallContext.PLAIN));
        // A ghost keeps its place; the server's answer frees it.
        machine.received(1, created(0));
        machine.cancel("w0");
        assertThat(open("another")).containsExactly(new Effect.Send<>(2, new WatchUp.Create(CREATE)));
        machine.received(1, canceled(0));
        assertThat(open("yet another")).containsExactly(new Effect.Send<>(1, new WatchUp.Create(CREATE)));
    }

    @Test
    void otherHeadersAreOnAnotherStream() {
        open("a");
        assertThat(machine.open("b", CREATE, new CallContext("token", true)))
                .contains(new Effect.Open<>(2, new CallContext("token", true)));
        assertThat(machine.open("c", CREATE, new CallContext("token", true)))
                .containsExactly(new Effect.Send<>(2, new WatchUp.Create(CREATE)));
    }

    @Test
    void progressOfTheStreamIsForAllThatAreCreated() {
        openCreated("a", 0);
        openCreated("b", 1);
        open("c");
        assertThat(machine.requestProgress("a")).containsExactly(new Effect.Send<>(1, new WatchUp.Progress()));
        assertThat(machine.received(1, new WatchDown(AT_5, -1, false, false, 0, "", false, List.of())))
                .containsExactlyInAnyOrder(
                        new Effect.Tell<>("a", new WatchRpcs.Progress(AT_5, true)),
                        new Effect.Tell<>("b", new WatchRpcs.Progress(AT_5, true)));
        assertThat(machine.received(1, new WatchDown(AT_5, 1, false, false, 0, "", false, List.of())))
                .containsExactly(new Effect.Tell<>("b", new WatchRpcs.Progress(AT_5, false)));
    }

    @Test
    void anAnswerFromBeforeAWatchIsNotForIt() {
        openCreated("a", 0);
        machine.requestProgress("a");
        openCreated("b", 1);
        assertThat(machine.received(1, answer(AT_5)))
                .containsExactly(new Effect.Tell<>("a", new WatchRpcs.Progress(AT_5, true)));
        machine.requestProgress("a");
        assertThat(machine.received(1, answer(AT_5)))
                .containsExactlyInAnyOrder(
                        new Effect.Tell<>("a", new WatchRpcs.Progress(AT_5, true)),
                        new Effect.Tell<>("b", new WatchRpcs.Progress(AT_5, true)));
    }

    @Test
    void whoAskedAndCannotBelieveTheAnswerAsksAgain() {
        openCreated("a", 0);
        machine.requestProgress("a");
        openCreated("b", 1);
        machine.requestProgress("b");
        assertThat(machine.received(1, answer(AT_5)))
                .containsExactly(
                        new Effect.Tell<>("a", new WatchRpcs.Progress(AT_5, true)),
                        new Effect.Send<>(1, new WatchUp.Progress()));
        assertThat(machine.received(1, answer(AT_5)))
                .contains(new Effect.Tell<>("b", new WatchRpcs.Progress(AT_5, true)));
    }

    @Test
    void whatIsNeverAnsweredIsNotWaitedForByAllThatComeLater() {
        openCreated("a", 0);
        for (int i = 0; i < 5_000; i++) {
            machine.requestProgress("a");
        }
        openCreated("b", 1);
        machine.requestProgress("b");
        for (int i = 0; i < WatchHubMachine.OVERTAKEN; i++) {
            assertThat(machine.received(1, answer(AT_5)))
                    .doesNotContain(new Effect.Tell<>("b", new WatchRpcs.Progress(AT_5, true)));
        }
        assertThat(machine.received(1, answer(AT_5)))
                .contains(new Effect.Tell<>("b", new WatchRpcs.Progress(AT_5, true)));
    }

    @Test
    void anAnswerOfALaterRevisionIsFromAfterTheWatch() {
        Header later = new Header(1, 2, 6, 3);
        openCreated("a", 0);
        machine.requestProgress("a");
        openCreated("b", 1);
        assertThat(machine.received(1, answer(later)))
                .contains(new Effect.Tell<>("b", new WatchRpcs.Progress(later, true)));
    }

    private static WatchDown answer(Header header) {
        return new WatchDown(header, -1, false, false, 0, "", false, List.of());
    }

    @Test
    void aStrangerIsCancelledOnce() {
        openCreated("a", 0);
        assertThat(machine.received(1, events(77, false)))
                .containsExactly(new Effect.Send<>(1, new WatchUp.Cancel(77)));
        assertThat(machine.received(1, events(77, false))).isEmpty();
        assertThat(machine.received(1, canceled(77))).isEmpty();
        assertThat(machine.received(1, created(78))).containsExactly(new Effect.Send<>(1, new WatchUp.Cancel(78)));
    }

    @Test
    void theStreamsEndIsTheEndOfAllOnIt() {
        openCreated("a", 0);
        openCreated("b", 1);
        open("c");
        machine.cancel("b");
        assertThat(machine.ended(1, LOST))
                .containsExactlyInAnyOrder(new Effect.End<>("a", LOST), new Effect.End<>("c", LOST));
        assertThat(machine.ended(1, null)).isEmpty();
    }

    private List<Effect<String>> open(String watcher) {
        return machine.open(watcher, CREATE, CallContext.PLAIN);
    }

    private void openCreated(String watcher, long id) {
        open(watcher);
        machine.received(1, created(id));
    }

    private static WatchDown created(long id) {
        return new WatchDown(AT_5, id, true, false, 0, "", false, List.of());
    }

    private static WatchDown canceled(long id) {
        return new WatchDown(AT_5, id, false, true, 0, "", false, List.of());
    }

    private static WatchDown events(long id, boolean fragment) {
        return new WatchDown(AT_5, id, false, false, 0, "", fragment, EVENTS);
    }

    private static WireFailure cancelled() {
        return new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.LOST, null);
    }
}
