package dev.tercet.recipes.internal.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Apply;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Ask;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Claim;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Copy;
import dev.tercet.recipes.internal.mirror.MirrorMachine.End;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Follow;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Locate;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Pause;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Reached;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Started;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Taken;
import dev.tercet.recipes.internal.mirror.MirrorMachine.Unfollow;
import dev.tercet.recipes.mirror.MirrorStatus.Phase;
import dev.tercet.watch.WatchEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorMachineTest {
    private static final long CLUSTER = 9;
    private static final Details DETAILS = Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "x");
    private static final EtcdException PASSING = new UnavailableException(DETAILS);
    private static final EtcdException LASTING = new RejectedEtcdException(DETAILS);
    private static final EtcdException COMPACTED = new CompactedException(DETAILS, 3);
    private static final List<WatchEvent> EVENTS =
            List.of(new WatchEvent(WatchEvent.Type.PUT, new KeyValue(Bytes.of("k"), Bytes.of("v"), 2, 2, 1, 0), null));

    private final MirrorMachine machine = new MirrorMachine(false, new Backlog(127, 1));

    @Test
    void beginsWithACopyAndThenFollows() {
        assertThat(machine.start()).containsExactly(new Locate());
        assertThat(machine.located(null, CLUSTER, 20))
                .containsExactly(new Claim(new Checkpoint(CLUSTER, 0, 0, false, false, "", 0)));
        assertThat(machine.claimed()).containsExactly(new Started(), new Copy(20));
        assertThat(machine.phase()).isEqualTo(Phase.COPYING);
        assertThat(machine.shown()).isZero();
        assertThat(machine.copied()).containsExactly(new Follow(21), new Reached(20));
        assertThat(machine.shown()).isEqualTo(20);
    }

    @Test
    void readsTheCheckpointAgainIfTheOneBeforeWasStillAtIt() {
        machine.start();
        machine.located(null, CLUSTER, 20);
        assertThat(machine.overtaken()).containsExactly(new Locate());
        machine.close();
        assertThat(machine.overtaken()).isEmpty();
    }

    @Test
    void oneTransactionAtATime() {
        following(10);
        Batch first = new Batch(EVENTS, new Position(11, 0), 1);
        assertThat(machine.changed(11, EVENTS)).containsExactly(new Apply(first));
        assertThat(machine.changed(12, EVENTS)).isEmpty();
        assertThat(machine.applied())
                .containsExactly(new Taken(1), new Reached(11), new Apply(new Batch(EVENTS, new Position(12, 0), 1)));
        assertThat(machine.applied()).containsExactly(new Taken(1), new Reached(12));
    }

    @ParameterizedTest
    @CsvSource({
        // complete, marked, cluster, revision of the source; whether it goes on where it was
        "true,  false, 9, 20, true",
        "true,  false, 9, 10, true",
        "false, false, 9, 20, false",
        "true,  true,  9, 20, false",
        "true,  false, 8, 20, false",
        "true,  false, 9, 9,  false"
    })
    void goesOnOnlyWhereThatIsRight(boolean complete, boolean marked, long cluster, long revision, boolean goesOn) {
        machine.start();
        machine.located(new Checkpoint(cluster, 10, 3, complete, marked, "w", 5), CLUSTER, revision);
        assertThat(machine.claimed()).containsExactly(new Started(), goesOn ? new Follow(11) : new Copy(revision));
    }

    @Test
    void aTransactionWithoutAnOutcomeIsSentAgain() {
        following(10);
        Batch batch = new Batch(EVENTS, new Position(11, 0), 1);
        machine.changed(11, EVENTS);
        assertThat(machine.failed(PASSING)).containsExactly(new Pause(Duration.ofMillis(100)));
        assertThat(machine.paused()).containsExactly(new Apply(batch));
        assertThat(machine.failed(PASSING)).containsExactly(new Pause(Duration.ofMillis(200)));
        assertThat(machine.paused()).containsExactly(new Apply(batch));
        assertThat(machine.applied()).containsExactly(new Taken(1), new Reached(11));
    }

    @Test
    void compactionIsMadeUpForByACopyWhenWhatIsSentIsDone() {
        following(10);
        machine.changed(11, EVENTS);
        machine.changed(12, EVENTS);
        assertThat(machine.unfollowed(COMPACTED)).isEmpty();
        assertThat(machine.applied()).containsExactly(new Pause(Duration.ofMillis(100)));
        assertThat(machine.paused()).containsExactly(new Locate());
        machine.located(new Checkpoint(CLUSTER, 11, 0, true, false, "w", 5), CLUSTER, 30);
        assertThat(machine.claimed()).containsExactly(new Copy(30));
        assertThat(machine.failed(COMPACTED)).containsExactly(new Pause(Duration.ofMillis(100)));
        assertThat(machine.paused()).containsExactly(new Locate());
    }

    @Test
    void aMarkIsWrittenWhenNothingElseIsToDo() {
        following(10);
        machine.changed(11, EVENTS);
        assertThat(machine.marked(15)).isEmpty();
        assertThat(machine.applied()).containsExactly(new Taken(1), new Reached(11), new Apply(Batch.mark(15)));
        assertThat(machine.applied()).containsExactly(new Taken(0), new Reached(15));
        assertThat(machine.marked(15)).isEmpty();
    }

    @Test
    void whatAMarkShouldHaveCoveredIsAppliedAllTheSame() {
        following(10);
        machine.marked(15);
        machine.applied();
        assertThat(machine.changed(14, EVENTS)).containsExactly(new Apply(new Batch(EVENTS, new Position(15, 0), 1)));
    }

    @Test
    void asksForAMarkUntilItComes() {
        following(10);
        assertThat(machine.wanted(12)).containsExactly(new Ask());
        assertThat(machine.wanted(13)).isEmpty();
        assertThat(machine.askAgain()).containsExactly(new Ask());
        assertThat(machine.marked(13)).containsExactly(new Apply(Batch.mark(13)));
        assertThat(machine.applied()).containsExactly(new Taken(0), new Reached(13));
        assertThat(machine.askAgain()).isEmpty();
    }

    @Test
    void whatDoesNotPassIsTheEnd() {
        following(10);
        assertThat(machine.failed(LASTING)).containsExactly(new Unfollow(), new End(LASTING));
        assertThat(machine.paused()).isEmpty();
        assertThat(machine.changed(11, EVENTS)).isEmpty();
        assertThat(machine.close()).isEmpty();
        assertThat(machine.phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void closingIsTheEndWhereverItIs() {
        machine.start();
        assertThat(machine.close()).containsExactly(new Unfollow(), new End(null));
        assertThat(machine.located(null, CLUSTER, 20)).isEmpty();
        assertThat(machine.claimed()).isEmpty();
        assertThat(machine.copied()).isEmpty();
        assertThat(machine.applied()).isEmpty();
        assertThat(machine.failed(PASSING)).isEmpty();
    }

    private void following(long revision) {
        machine.start();
        machine.located(new Checkpoint(CLUSTER, revision, 0, true, false, "w", 5), CLUSTER, revision);
        assertThat(machine.claimed()).containsExactly(new Started(), new Follow(revision + 1), new Reached(revision));
    }
}
