package dev.tercet.conformance.faults.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdict on a watch by a server that cannot be trusted: it lets good ones pass, and objects to each known bad one. */
class WatchVerdictTest {
    private final Session session = new Session("/judged/");

    /** A way to spoil a good watch; some of them are bad only where it should have told everything. */
    private record Bad(String name, boolean always, Consumer<List<WatchSignal>> spoil) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad("one lost", false, told -> told.remove(3)),
                new Bad("all lost", false, List::clear),
                new Bad("one twice", true, told -> told.add(3, told.get(3))),
                new Bad("one twice, later", true, told -> told.add(told.get(3))),
                new Bad("one late", true, told -> told.add(5, told.remove(3))),
                new Bad("two revisions in one", true, WatchVerdictTest::joined),
                new Bad("interrupted twice", true, told -> told.addAll(3, List.of(interrupted(), interrupted()))),
                new Bad("resumed without need", true, told -> told.add(3, new WatchSignal.Resumed(Session.FIRST))),
                new Bad("one that nobody sent", true, told -> told.add(invented("/judged/x"))),
                new Bad("a stranger's", true, told -> told.add(invented("/others/a"))),
                new Bad("another value", true, WatchVerdictTest::changed),
                new Bad("an end without a reason", true, told -> told.add(new WatchSignal.Ended(null))));
    }

    private static WatchSignal interrupted() {
        return new WatchSignal.Interrupted(
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "gone")));
    }

    private static Change invented(String key) {
        long revision = Session.LAST + 1;
        KeyValue kv = new KeyValue(Bytes.of(key), Bytes.of("v"), revision, revision, 1, 0);
        return new Change(
                revision, List.of(new WatchEvent(WatchEvent.Type.PUT, kv, null)), KeyRange.prefix("/judged/"));
    }

    /** Of the last one, which nothing follows that could be missed. */
    private static void changed(List<WatchSignal> told) {
        Change last = (Change) told.remove(told.size() - 1);
        KeyValue kv = last.events().get(0).kv();
        KeyValue other =
                new KeyValue(kv.key(), Bytes.of("x"), kv.createRevision(), kv.modRevision(), kv.version(), kv.lease());
        told.add(new Change(last.revision(), List.of(new WatchEvent(WatchEvent.Type.PUT, other, null)), last.range()));
    }

    private static void joined(List<WatchSignal> told) {
        Change first = (Change) told.get(1);
        Change second = (Change) told.remove(2);
        told.set(
                1,
                new Change(
                        second.revision(),
                        Stream.concat(first.events().stream(), second.events().stream())
                                .toList(),
                        first.range()));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void objects(Bad bad) {
        List<WatchSignal> told = new ArrayList<>(session.signals());
        bad.spoil().accept(told);
        assertThat(verdict(told, true).wrong(true)).isPresent();
        assertThat(verdict(told, true).wrong(false).isPresent()).isEqualTo(bad.always());
    }

    @Test
    void objectsToOneThatDoesNotEnd() {
        assertThat(verdict(session.signals(), false).wrong(false)).isPresent();
    }

    @Test
    void doesNotObjectToAGoodOne() {
        assertThat(verdict(session.signals(), true).wrong(true)).isEmpty();
    }

    private WatchVerdict verdict(List<WatchSignal> told, boolean ended) {
        Said said = new Said();
        said.answered(
                new Said.Stream(),
                session.prefix(),
                0,
                session.since(Session.FIRST, 0).stream()
                        .map(WatchResponse::toByteArray)
                        .toList());
        return new WatchVerdict(session, told, said.to(session.prefix()), ended);
    }
}
