package dev.tercet.gateway.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.gateway.internal.stream.PostedWatchMachine.Effect;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PostedWatchMachineTest {
    private static final long SILENCE = 10_000_000_000L;
    private static final long PATIENCE = 5_000_000_000L;
    private static final WireFailure CUT = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);

    private PostedWatchMachine machine = watch(0, false);
    private long now;
    private boolean exact = true;

    private static PostedWatchMachine watch(long start, boolean progress) {
        return new PostedWatchMachine(
                new WatchRpcs.Create(KeyRange.of("k"), start, Set.of(), false, progress, true), SILENCE, PATIENCE);
    }

    @Test
    void oneRequestBringsItAllUnasked() {
        assertThat(say(machine.begin())).containsExactly("post 1 from 0");
        assertThat(created(1, 5)).containsExactly("created 5", "wake 10000");
        assertThat(events(1, false, 6, 7)).containsExactly("events 6 7");
        assertThat(events(1, true, 8)).containsExactly("events 8 …");
        assertThat(events(1, false, 8, 9)).containsExactly("events 8 9");
        assertThat(say(machine.ended(1, CUT))).containsExactly("drop 1", "end cut");
        assertThat(events(1, false, 10)).isEmpty();
        assertThat(say(machine.requestProgress())).isEmpty();
        assertThat(say(machine.cancel())).isEmpty();
    }

    @Test
    void anEndWithoutAnErrorIsOne() {
        live(5);
        assertThat(say(machine.ended(1, null))).containsExactly("drop 1", "end");
    }

    @Test
    void whatTheServerCancelsIsOver() {
        live(5);
        assertThat(canceled(1, 0, "no")).containsExactly("canceled 0 no", "drop 1", "end");
    }

    @Test
    void aCreationThatFailsIsToldAsACancellation() {
        machine.begin();
        assertThat(say(machine.received(
                        1, new WatchDown(at(5), -1, true, true, 0, "permission denied", false, List.of()), exact, now)))
                .containsExactly("canceled 0 permission denied", "drop 1", "end");
    }

    @Test
    void progressIsAskedForByASecondRequest() {
        live(5);
        events(1, false, 7);
        assertThat(say(machine.requestProgress())).containsExactly("post 2 from 8 progress 250", "wake 5250");
        assertThat(events(1, false, 9)).containsExactly("events 9");
        assertThat(created(2, 9)).containsExactly("drop 1", "take 2", "wake 10000", "wake 1250");
        assertThat(events(1, false, 10)).isEmpty();
        assertThat(say(machine.ended(1, CUT))).isEmpty();
        // What both have is handed on once.
        assertThat(events(2, false, 8, 9)).isEmpty();
        assertThat(events(2, false, 9, 10)).containsExactly("events 10");
        assertThat(answer(2, 10)).containsExactly("mark 10 asked");
        assertThat(answer(2, 10)).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForAgainBeforeTheSilenceIsLong() {
        live(5);
        machine.requestProgress();
        assertThat(created(2, 6)).containsExactly("drop 1", "take 2", "wake 10000", "wake 1250");
        now += 1_250_000_000L;
        assertThat(say(machine.awoken(now))).containsExactly("post 3 from 6 progress 500", "wake 5500");
        assertThat(created(3, 6)).containsExactly("drop 2", "take 3", "wake 10000", "wake 1500");
        assertThat(answer(3, 6)).containsExactly("mark 6 asked");
        now += 1_500_000_000L;
        assertThat(say(machine.awoken(now))).containsExactly("wake 8500");
    }

    @Test
    void ofSeveralRequestsForProgressOneMoreFollows() {
        live(5);
        assertThat(say(machine.requestProgress())).hasSize(2);
        assertThat(say(machine.requestProgress())).isEmpty();
        assertThat(say(machine.requestProgress())).isEmpty();
        assertThat(created(2, 6)).containsExactly("drop 1", "take 2", "wake 10000", "wake 1250");
        assertThat(answer(2, 6)).containsExactly("mark 6 asked", "post 3 from 7 progress 250", "wake 5250");
        created(3, 7);
        assertThat(answer(3, 7)).containsExactly("mark 7 asked");
    }

    @Test
    void ifNothingHappenedTheCreationIsTheAnswer() {
        live(5);
        machine.requestProgress();
        assertThat(created(2, 5)).containsExactly("drop 1", "take 2", "wake 10000", "mark 5 asked");
        // Old servers answer all the same, and newer ones when something happens.
        assertThat(answer(2, 5)).isEmpty();
        machine.requestProgress();
        machine.requestProgress();
        assertThat(created(3, 5))
                .containsExactly(
                        "drop 2", "take 3", "wake 10000", "mark 5 asked", "post 4 from 6 progress 250", "wake 5250");
    }

    @Test
    void whatCameMeanwhileIsPartOfTheAnswer() {
        live(5);
        events(1, true, 6);
        machine.requestProgress();
        assertThat(created(2, 5)).isEmpty();
        assertThat(events(1, false, 6)).containsExactly("events 6", "drop 1", "take 2", "wake 10000", "mark 6 asked");
    }

    @Test
    void aMemberThatLagsTakesNothingBack() {
        live(5);
        events(1, false, 9);
        machine.requestProgress();
        assertThat(created(2, 7)).containsExactly("drop 1", "take 2", "wake 10000", "mark 9 asked");
    }

    @Test
    void whatStartsInTheFutureHasComeToThePresent() {
        machine = watch(50, false);
        machine.begin();
        created(1, 5);
        assertThat(say(machine.requestProgress())).containsExactly("post 2 from 50 progress 250", "wake 5250");
        assertThat(created(2, 7)).containsExactly("drop 1", "take 2", "wake 10000", "mark 7 asked");
    }

    @Test
    void progressAskedForTooEarlyIsAskedForWhenThereIsAWatch() {
        machine.begin();
        assertThat(say(machine.requestProgress())).isEmpty();
        assertThat(created(1, 5)).containsExactly("created 5", "wake 10000", "post 2 from 6 progress 250", "wake 5250");
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForLaterInTheNextBody() {
        live(5);
        machine.requestProgress();
        created(2, 8);
        after(10_000);
        assertThat(awoken()).containsExactly("post 3 from 6 progress 500", "wake 5500");
        created(3, 8);
        assertThat(answer(3, 8)).contains("mark 8 asked");
        assertThat(say(machine.requestProgress())).containsExactly("post 4 from 9 progress 250", "wake 5250");
    }

    @Test
    void aSilentWatchAsksWhetherItMissedSomething() {
        live(5);
        after(4_000);
        events(1, false, 6);
        after(6_000);
        assertThat(awoken()).containsExactly("wake 4000");
        after(4_000);
        assertThat(awoken()).containsExactly("probe", "wake 5000");
        assertThat(probed(6)).containsExactly("wake 10000");
        after(10_000);
        assertThat(awoken()).containsExactly("probe", "wake 5000");
        assertThat(probed(7)).containsExactly("post 2 from 7 progress 250", "wake 5250");
        assertThat(created(2, 7)).containsExactly("drop 1", "take 2", "wake 20000");
        assertThat(answer(2, 9)).containsExactly("wake 10000");
        after(10_000);
        assertThat(awoken()).containsExactly("probe", "wake 5000");
        assertThat(probed(9)).containsExactly("wake 10000");
    }

    @Test
    void whereTheStoreCannotBeReadItHandsOver() {
        silent(5);
        assertThat(probed(-1)).containsExactly("post 2 from 6 progress 250", "wake 5250");
    }

    @Test
    void bytesAreLifeEvenIfTheyAreNoMessageYet() {
        live(5);
        after(8_000);
        machine.heard(now);
        after(2_000);
        assertThat(awoken()).containsExactly("wake 8000");
        after(8_000);
        assertThat(awoken()).containsExactly("probe", "wake 5000");
        machine.heard(now);
        assertThat(probed(7)).containsExactly("wake 10000");
    }

    @Test
    void aWordDuringTheReadIsLife() {
        silent(5);
        assertThat(events(1, false, 6)).containsExactly("events 6", "wake 10000");
        assertThat(probed(9)).isEmpty();
    }

    @Test
    void aReadWithoutAnAnswerIsTheEnd() {
        silent(5);
        after(5_000);
        assertThat(awoken())
                .containsExactly("drop 1", "end the watch was silent, and a read got no answer within 5000 ms");
    }

    @Test
    void aSecondRequestWithoutAnAnswerIsTheEnd() {
        live(5);
        machine.requestProgress();
        after(5_250);
        assertThat(awoken())
                .containsExactly("drop 1", "drop 2", "end no answer to a second request for the watch within 5000 ms");
    }

    @Test
    void aSecondRequestThatFailsIsTheEnd() {
        live(5);
        machine.requestProgress();
        assertThat(say(machine.ended(2, CUT))).containsExactly("drop 1", "drop 2", "end cut");
    }

    @Test
    void aSecondRequestThatEndsInOrderIsAFailureToo() {
        live(5);
        machine.requestProgress();
        assertThat(say(machine.ended(2, null)))
                .containsExactly("drop 1", "drop 2", "end a second request for the watch was ended at once");
    }

    @Test
    void aSecondRequestThatIsRefusedIsToldAsTheFirstWouldBe() {
        live(5);
        machine.requestProgress();
        assertThat(canceled(2, 0, "invalid auth token"))
                .containsExactly("canceled 0 invalid auth token", "drop 1", "drop 2", "end");
    }

    @Test
    void aWordDuringAHandOverOutOfDoubtMakesItNeedless() {
        silent(5);
        probed(6);
        assertThat(events(1, false, 6)).containsExactly("events 6", "drop 2", "wake 10000");
        assertThat(created(2, 6)).isEmpty();
        assertThat(events(1, false, 7)).containsExactly("events 7");
    }

    @Test
    void aHandOverOutOfDoubtIsFollowedByOneForProgress() {
        silent(5);
        probed(6);
        assertThat(say(machine.requestProgress())).isEmpty();
        assertThat(created(2, 6))
                .containsExactly("drop 1", "take 2", "wake 20000", "post 3 from 6 progress 500", "wake 5500");
    }

    @Test
    void aTornRevisionIsNotHandedOver() {
        live(5);
        events(1, true, 6);
        machine.requestProgress();
        assertThat(created(2, 6)).isEmpty();
        assertThat(events(1, true, 6, 7)).containsExactly("events 6 7 …");
        assertThat(answer(1, 9)).isEmpty();
        assertThat(events(1, false, 7)).containsExactly("events 7", "drop 1", "take 2", "wake 10000", "wake 1250");
        assertThat(events(2, false, 6, 7, 8)).containsExactly("events 8");
    }

    @Test
    void aTornRevisionIsNotWaitedForLong() {
        live(5);
        events(1, true, 6);
        machine.requestProgress();
        created(2, 6);
        after(5_250);
        assertThat(awoken())
                .containsExactly("drop 1", "drop 2", "end the rest of a revision did not come within 5000 ms");
    }

    @Test
    void theRestOfARevisionThatComesLateIsHandedOn() {
        // A proxy that does not know fragments passes them on without the flag.
        live(5);
        assertThat(events(1, false, 6)).containsExactly("events 6");
        assertThat(events(1, false, 6)).containsExactly("events 6");
    }

    @Test
    void aWatchFromTheFutureHasMissedNothingUntilThen() {
        machine = watch(50, false);
        assertThat(say(machine.begin())).containsExactly("post 1 from 50");
        created(1, 5);
        after(10_000);
        assertThat(awoken()).containsExactly("probe", "wake 5000");
        assertThat(probed(49)).containsExactly("wake 10000");
        after(10_000);
        awoken();
        assertThat(probed(50)).containsExactly("post 2 from 50 progress 250", "wake 5250");
    }

    @Test
    void anAnswerThatRunsAheadOfEventsMovesNothing() {
        exact = false;
        silent(5);
        assertThat(probed(8)).containsExactly("post 2 from 6 progress 250", "wake 5250");
        created(2, 8);
        assertThat(answer(2, 8)).isEmpty();
        after(20_000);
        awoken();
        assertThat(probed(8)).containsExactly("post 3 from 6 progress 250", "wake 5250");
    }

    @Test
    void whereAnswersRunAheadSilenceIsWaitedForEverLonger() {
        exact = false;
        silent(5);
        int post = 1;
        long wake = 10_000;
        for (int round = 0; round < 9; round++) {
            probed(100);
            wake = Math.min(2 * wake, 1_280_000);
            assertThat(created(++post, 100)).contains("wake " + wake);
            answer(post, 100);
            after(wake);
            assertThat(awoken()).contains("probe");
        }
        assertThat(events(post, false, 101)).containsExactly("events 101", "wake 10000");
    }

    @Test
    void aMarkOfTheServersOwnIsBelievedEverywhere() {
        exact = false;
        live(5);
        assertThat(mark(1, 9)).isEmpty();
        assertThat(say(machine.requestProgress())).contains("post 2 from 10 progress 250");
    }

    @Test
    void marksAreHandedOnToThoseWhoWantThem() {
        machine = watch(0, true);
        live(5);
        assertThat(mark(1, 9)).containsExactly("mark 9");
        // Hand-overs keep the server from sending its own.
        after(10_000);
        awoken();
        probed(12);
        created(2, 12);
        assertThat(answer(2, 12)).containsExactly("wake 10000", "mark 12");
    }

    @Test
    void aCompactionUnderASilentWatchIsTold() {
        silent(5);
        probed(9);
        assertThat(canceled(2, 8, "compacted")).containsExactly("canceled 8 compacted", "drop 1", "drop 2", "end");
    }

    @Test
    void aCompactionUnderAWatchThatLivesIsNoEnd() {
        live(5);
        machine.requestProgress();
        assertThat(canceled(2, 8, "compacted")).containsExactly("drop 2", "wake 10000");
        assertThat(events(1, false, 9)).containsExactly("events 9");
        after(10_000);
        assertThat(awoken()).containsExactly("post 3 from 10 progress 500", "wake 5500");
        assertThat(created(3, 9)).contains("mark 9 asked");
    }

    @Test
    void aCompactionOfWhatWasReceivedMeanwhileIsTriedAgain() {
        live(5);
        machine.requestProgress();
        events(1, false, 9);
        assertThat(canceled(2, 8, "compacted")).containsExactly("drop 2", "post 3 from 10 progress 500", "wake 5500");
        assertThat(created(3, 9)).contains("mark 9 asked");
    }

    @Test
    void cancellingEndsBothRequests() {
        live(5);
        machine.requestProgress();
        assertThat(say(machine.cancel())).containsExactly("drop 1", "drop 2", "end cancelled");
        assertThat(created(2, 5)).isEmpty();
        assertThat(awoken()).isEmpty();
        assertThat(probed(9)).isEmpty();
    }

    private void live(long revision) {
        machine.begin();
        created(1, revision);
    }

    private void silent(long revision) {
        live(revision);
        after(10_000);
        assertThat(awoken()).containsExactly("probe", "wake 5000");
    }

    private void after(long millis) {
        now += millis * 1_000_000;
    }

    private List<String> awoken() {
        return say(machine.awoken(now));
    }

    private List<String> probed(long revision) {
        return say(machine.probed(revision, now));
    }

    private List<String> created(int post, long revision) {
        return received(post, new WatchDown(at(revision), 0, true, false, 0, "", false, List.of()));
    }

    private List<String> canceled(int post, long compacted, String reason) {
        return received(post, new WatchDown(at(0), 0, false, true, compacted, reason, false, List.of()));
    }

    private List<String> mark(int post, long revision) {
        return received(post, new WatchDown(at(revision), 0, false, false, 0, "", false, List.of()));
    }

    private List<String> answer(int post, long revision) {
        return received(post, new WatchDown(at(revision), -1, false, false, 0, "", false, List.of()));
    }

    private List<String> events(int post, boolean fragment, long... revisions) {
        List<WatchEvent> events = LongStream.of(revisions)
                .mapToObj(revision -> new WatchEvent(
                        WatchEvent.Type.PUT,
                        new KeyValue(Bytes.of("k"), Bytes.of("v"), revision, revision, 1, 0),
                        null))
                .toList();
        return received(post, new WatchDown(at(1000), 0, false, false, 0, "", fragment, events));
    }

    private List<String> received(int post, WatchDown message) {
        return say(machine.received(post, message, exact, now));
    }

    private static Header at(long revision) {
        return new Header(1, 2, revision, 3);
    }

    private static List<String> say(List<Effect> effects) {
        return effects.stream().map(PostedWatchMachineTest::say).toList();
    }

    private static String say(Effect effect) {
        if (effect instanceof Effect.Post it) {
            assertThat(it.create().progress()).isTrue();
            long after = it.progressAfter() / 1_000_000;
            return "post " + it.number() + " from " + it.create().startRevision()
                    + (after == 0 ? "" : " progress " + after);
        } else if (effect instanceof Effect.TakeAll it) {
            return "take " + it.number();
        } else if (effect instanceof Effect.Drop it) {
            return "drop " + it.number();
        } else if (effect instanceof Effect.Tell it) {
            return say(it.message());
        } else if (effect instanceof Effect.End it) {
            WireFailure failure = it.failure();
            return failure == null ? "end" : "end " + failure.message();
        } else if (effect instanceof Effect.Wake it) {
            return "wake " + it.nanos() / 1_000_000;
        }
        return "probe";
    }

    private static String say(WatchRpcs.Message message) {
        if (message instanceof WatchRpcs.Events it) {
            return it.events().stream()
                            .map(event -> String.valueOf(event.revision()))
                            .collect(Collectors.joining(" ", "events ", ""))
                    + (it.fragment() ? " …" : "");
        } else if (message instanceof WatchRpcs.Progress it) {
            return "mark " + it.header().revision() + (it.asked() ? " asked" : "");
        } else if (message instanceof WatchRpcs.Canceled it) {
            return "canceled " + it.compactRevision() + " " + it.reason();
        }
        return "created " + ((WatchRpcs.Created) message).header().revision();
    }
}
