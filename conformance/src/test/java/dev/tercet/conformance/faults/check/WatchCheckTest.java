package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.Glance;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.WatchRecord;
import dev.tercet.conformance.faults.history.WatchRecord.Heard;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a watch may say, and what it may not: a true account of it, and the same with one thing wrong. */
class WatchCheckTest {
    private static final KeyRange RANGE = KeyRange.prefix("k");
    private static final WatchRequest ASKED =
            WatchRequest.of(RANGE).fromRevision(2).withPrevious();

    private final SimulatedEtcd etcd = new SimulatedEtcd();
    private final List<WatchSignal> signals = new ArrayList<>();

    WatchCheckTest() {
        // Revisions 2 to 8; j is not watched.
        Told.history("""
                a 0-9 put k1 v1 => @2
                a 0-9 put k1 v2 => @3
                a 0-9 put j x => @4
                a 0-9 txn ? put k1 v3 & put k2 w1 & put j y => @5
                a 0-9 del k1 => @6
                a 0-9 put k1 v4 => @7
                a 0-9 del k2 => @8
                """).forEach(each -> etcd.apply(each.act()));
        signals.add(new WatchSignal.Started(2));
        signals.addAll(changes(ASKED));
    }

    private List<Change> changes(WatchRequest asked) {
        List<Change> changes = new ArrayList<>();
        for (Change change : etcd.log().changes()) {
            List<WatchEvent> events = change.events().stream()
                    .filter(event -> RANGE.contains(event.key()))
                    .filter(event ->
                            !asked.filters().contains(event.isPut() ? WatchFilter.NO_PUT : WatchFilter.NO_DELETE))
                    .map(event -> asked.wantsPrevious() ? event : new WatchEvent(event.type(), event.kv(), null))
                    .toList();
            if (!events.isEmpty()) {
                changes.add(new Change(change.revision(), events, RANGE));
            }
        }
        return changes;
    }

    private List<String> rules(WatchRequest asked, long reach, Glance... glances) {
        List<Heard> heard = new ArrayList<>();
        signals.forEach(signal -> heard.add(new Heard(heard.size(), signal)));
        WatchRecord watch = new WatchRecord(1, "watcher", 0, asked, heard);
        History history =
                new History(List.of(), List.of(watch), List.of(), List.of(), List.of(), etcd.log(), Operation.NEVER);
        return WatchCheck.of(history.withGlances(List.of(glances)), Settings.DEFAULT.withWatchesReach(reach)).stream()
                .map(Violation::rule)
                .toList();
    }

    @Test
    void aTrueAccountIsRight() {
        signals.add(4, new WatchSignal.Progress(5));
        assertThat(rules(ASKED, 8)).isEmpty();
    }

    @Test
    void aPreviousValueMayBeMissingWhereItWasCompacted() {
        signals.set(2, previous(signals.get(2), null));
        // That is the change at revision 3, heard at 2 ns.
        assertThat(rules(ASKED, 8, compacted(0, 3))).isEmpty();
        assertThat(rules(ASKED, 8, compacted(0, 2))).containsExactly("watch: previous value");
        assertThat(rules(ASKED, 8, compacted(60_000_000_000L, 3))).containsExactly("watch: previous value");
        // What is there has to be right all the same.
        signals.set(2, previous(signals.get(2), kv(signals.get(4))));
        assertThat(rules(ASKED, 8, compacted(0, 3))).containsExactly("watch: previous value");
    }

    private static Glance[] compacted(long from, long revision) {
        return new Glance[] {
            new Glance(0, from, from + 1, true, 2, 0), new Glance(0, from + 10, from + 11, true, 2, revision)
        };
    }

    @Test
    void aFilteredAccountIsRight() {
        for (WatchFilter filter : WatchFilter.values()) {
            WatchRequest asked = WatchRequest.of(RANGE).fromRevision(2).without(filter);
            signals.clear();
            signals.add(new WatchSignal.Started(2));
            signals.addAll(changes(asked));
            assertThat(rules(asked, 8)).as("%s", filter).isEmpty();
        }
    }

    @Test
    void anEndOrALaterStartMissesNothing() {
        signals.subList(4, signals.size()).clear();
        signals.add(new WatchSignal.Ended(null));
        assertThat(rules(ASKED, 8)).isEmpty();
        signals.subList(0, 3).clear();
        signals.add(0, new WatchSignal.Started(4));
        assertThat(rules(WatchRequest.of(RANGE).withPrevious(), 8)).isEmpty();
    }

    @Test
    void aResyncGoesOnFromItsList() {
        Past past = new Past(etcd.log());
        signals.subList(2, 5).clear();
        signals.add(2, new WatchSignal.Resync(6, past.list(RANGE, 6), RANGE));
        assertThat(rules(ASKED.resyncOnCompaction(), 8)).isEmpty();
        assertThat(rules(ASKED, 8)).containsExactly("watch: signals");
        signals.set(2, new WatchSignal.Resync(6, past.list(RANGE, 5), RANGE));
        assertThat(rules(ASKED.resyncOnCompaction(), 8)).containsExactly("watch: resync");
    }

    private static Arguments with(String rule, Consumer<List<WatchSignal>> lie) {
        return Arguments.of(rule, lie);
    }

    /** The account is: started, 2, 3, 5, 6, 7, 8. */
    static Stream<Arguments> lies() {
        return Stream.of(
                with("reliable", signals -> signals.remove(3)),
                with("reliable", signals -> signals.remove(1)),
                with("reliable", signals -> signals.remove(6)),
                with("unique", signals -> signals.add(3, signals.get(2))),
                with("ordered", signals -> signals.add(4, signals.get(1))),
                with("ordered", signals -> signals.add(3, signals.remove(2))),
                with("atomic", signals -> signals.set(3, part(signals.get(3), 0))),
                with("atomic", signals -> signals.set(3, part(signals.get(3), 1))),
                with("unique", signals -> signals.add(4, part(signals.get(3), 1))),
                with("bookmarkable", signals -> signals.add(3, new WatchSignal.Progress(5))),
                with("resumable", signals -> signals.set(0, new WatchSignal.Started(3))),
                with("resumable", signals -> {
                    signals.remove(3);
                    signals.add(3, new WatchSignal.Resumed(6));
                }),
                with("resumable", signals -> signals.add(3, new WatchSignal.Resumed(6))),
                with("previous value", signals -> signals.set(2, previous(signals.get(2), null))),
                with("previous value", signals -> signals.set(2, previous(signals.get(2), kv(signals.get(4))))),
                with("reliable", signals -> signals.set(2, created(signals.get(2)))),
                with("filter", signals -> signals.set(3, foreign(signals.get(3)))),
                with("signals", signals -> signals.add(3, new WatchSignal.Ended(null))),
                with("signals", signals -> signals.add(3, new WatchSignal.Started(5))),
                with("signals", signals -> signals.remove(0)),
                with("signals", signals -> signals.add(3, list(6))),
                with("is-create", signals -> signals.set(2, created(signals.get(2)))),
                with("is-create", signals -> signals.set(1, changed(signals.get(1)))),
                with("previous value", signals -> signals.set(1, previous(signals.get(1), kv(signals.get(1))))),
                with("atomic", signals -> signals.set(2, at(signals.get(2), 7))),
                with("filter", signals -> signals.set(2, new Change(3, List.of(), RANGE))),
                with("unique", signals -> signals.set(3, twice(signals.get(3)))),
                with("bookmarkable", signals -> signals.add(2, new WatchSignal.Progress(7))),
                with("resumable", signals -> signals.set(0, new WatchSignal.Started(1))),
                with("ordered", signals -> signals.add(5, list(3))),
                with("resync", signals -> {
                    signals.subList(2, 5).clear();
                    signals.add(2, new WatchSignal.Resync(6, List.of(), RANGE));
                }));
    }

    private static Change part(WatchSignal signal, int event) {
        Change change = (Change) signal;
        return new Change(change.revision(), List.of(change.events().get(event)), RANGE);
    }

    private static KeyValue kv(WatchSignal signal) {
        return ((Change) signal).events().get(0).kv();
    }

    private static Change previous(WatchSignal signal, @Nullable KeyValue previous) {
        Change change = (Change) signal;
        WatchEvent event = change.events().get(0);
        return new Change(change.revision(), List.of(new WatchEvent(event.type(), event.kv(), previous)), RANGE);
    }

    private static Change created(WatchSignal signal) {
        KeyValue kv = kv(signal);
        KeyValue other = new KeyValue(kv.key(), kv.value(), kv.modRevision(), kv.modRevision(), 1, 0);
        return new Change(kv.modRevision(), List.of(new WatchEvent(WatchEvent.Type.PUT, other, null)), RANGE);
    }

    /** What was made there, as if it had been there before. */
    private static Change changed(WatchSignal signal) {
        KeyValue kv = kv(signal);
        KeyValue other = new KeyValue(kv.key(), kv.value(), kv.modRevision() - 1, kv.modRevision(), 2, 0);
        return new Change(kv.modRevision(), List.of(new WatchEvent(WatchEvent.Type.PUT, other, null)), RANGE);
    }

    /** Among those of its revision, one of another. */
    private static Change at(WatchSignal signal, long revision) {
        KeyValue kv = kv(signal);
        KeyValue other = new KeyValue(kv.key(), kv.value(), kv.createRevision(), revision, kv.version(), 0);
        return new Change(kv.modRevision(), List.of(new WatchEvent(WatchEvent.Type.PUT, other, null)), RANGE);
    }

    private static Change twice(WatchSignal signal) {
        Change change = (Change) signal;
        List<WatchEvent> events = new ArrayList<>(change.events());
        events.add(events.get(0));
        return new Change(change.revision(), events, RANGE);
    }

    private static WatchSignal list(long revision) {
        return new WatchSignal.Resync(revision, List.of(), RANGE);
    }

    private static Change foreign(WatchSignal signal) {
        Change change = (Change) signal;
        List<WatchEvent> events = new ArrayList<>(change.events());
        KeyValue kv = events.get(0).kv();
        events.add(new WatchEvent(
                WatchEvent.Type.PUT,
                new KeyValue(Bytes.of("j"), kv.value(), kv.modRevision(), kv.modRevision(), 1, 0),
                null));
        return new Change(change.revision(), events, RANGE);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aLieIsFound(String rule, Consumer<List<WatchSignal>> lie) {
        lie.accept(signals);
        assertThat(rules(ASKED, 8)).contains("watch: " + rule);
    }
}
