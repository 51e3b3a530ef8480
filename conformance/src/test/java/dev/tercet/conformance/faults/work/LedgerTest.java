package dev.tercet.conformance.faults.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.Recorder;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody saw is not passed over: it is a violation, or, if it was compacted, undecided. */
class LedgerTest {
    private final Stage stage = new Stage(new Recorder(), 1);
    private final Ledger ledger = new Ledger(stage);

    private static Change change(long revision, String value) {
        KeyValue kv = new KeyValue(Bytes.of("k"), Bytes.of(value), 2, revision, revision - 1, 0);
        return new Change(revision, List.of(new WatchEvent(WatchEvent.Type.PUT, kv, null)), KeyRange.ALL);
    }

    @Test
    void allThatWasSeenIsTheLog() {
        ledger.saw(change(3, "w"));
        ledger.saw(change(2, "v"));
        ledger.saw(change(3, "w"));
        ledger.saw(change(4, "x"));
        assertThat(ledger.upTo()).isEqualTo(4);
        assertThat(ledger.isWhole()).isTrue();
        assertThat(ledger.log(3).changes()).containsExactly(change(2, "v"), change(3, "w"));
        assertThat(ledger.log(3).upTo()).isEqualTo(3);
        assertThat(stage.violations()).isEmpty();
        assertThat(stage.undecided()).isEmpty();
    }

    @Test
    void nothingHappenedYet() {
        assertThat(ledger.log(1).isThere()).isTrue();
        assertThat(stage.violations()).isEmpty();
        assertThat(stage.undecided()).isEmpty();
    }

    @Test
    void twoWhoSawDifferentThings() {
        ledger.saw(change(2, "v"));
        ledger.saw(change(2, "w"));
        assertThat(stage.violations()).singleElement().asString().contains("differ at revision 2");
    }

    @Test
    void whatWasCompactedUnseenIsUndecided() {
        ledger.saw(change(2, "v"));
        ledger.compacted(4);
        ledger.saw(change(4, "x"));
        assertThat(ledger.isWhole()).isFalse();
        assertThat(ledger.log(4).upTo()).isEqualTo(2);
        assertThat(ledger.log(4).changes()).containsExactly(change(2, "v"));
        assertThat(stage.violations()).isEmpty();
        assertThat(stage.undecided()).isNotEmpty().allMatch(each -> each.contains("revision 3 was compacted"));
    }

    @Test
    void whatWasNotCompactedAndNobodySawIsAViolation() {
        ledger.saw(change(2, "v"));
        ledger.compacted(3);
        ledger.saw(change(4, "x"));
        ledger.log(4);
        assertThat(stage.violations()).singleElement().asString().contains("nobody saw revision 3");
        assertThat(stage.undecided()).isEmpty();
    }

    @Test
    void theLastOneMayBeTheOneThatNobodySaw() {
        ledger.saw(change(2, "v"));
        ledger.log(3);
        assertThat(stage.violations()).singleElement().asString().contains("nobody saw revision 3");
    }
}
