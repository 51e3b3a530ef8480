package dev.tercet.conformance.faults.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
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
                new Bad("an end without a reason", true, told -> told.add(new WatchSignal.Ended(null))));
    }

    private static WatchSignal interrupted() {
        return new WatchSignal.Interrupted(
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "gone")));
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
        assertThat(new WatchVerdict(session, told, true).wrong(true)).isPresent();
        assertThat(new WatchVerdict(session, told, true).wrong(false).isPresent())
                .isEqualTo(bad.always());
    }

    @Test
    void objectsToOneThatDoesNotEnd() {
        assertThat(new WatchVerdict(session, session.signals(), false).wrong(false))
                .isPresent();
    }

    @Test
    void doesNotObjectToAGoodOne() {
        assertThat(new WatchVerdict(session, session.signals(), true).wrong(true))
                .isEmpty();
    }
}
