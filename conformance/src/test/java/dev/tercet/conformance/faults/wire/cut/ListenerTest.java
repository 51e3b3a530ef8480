package dev.tercet.conformance.faults.wire.cut;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Who listens to watches that are cut says nothing of a good one, and objects to each that is known to be bad. */
class ListenerTest {
    private static final UnavailableException GONE =
            new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "gone"));

    private final Session session = new Session("/judged/");

    /** A way to spoil a good watch. */
    private record Bad(String name, Consumer<List<WatchSignal>> spoil) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad("begins elsewhere", told -> told.set(0, new WatchSignal.Started(Session.FIRST + 1))),
                new Bad("begins without a word", told -> told.remove(0)),
                new Bad("one lost", told -> told.remove(3)),
                new Bad("the last lost", told -> told.remove(told.size() - 1)),
                new Bad("one twice", told -> told.add(3, told.get(3))),
                new Bad("one late", told -> told.add(5, told.remove(3))),
                new Bad("one in two pieces", ListenerTest::torn),
                new Bad("two in one", ListenerTest::joined),
                new Bad("a mark that goes back", told -> told.add(4, new WatchSignal.Progress(Session.FIRST))),
                new Bad("interrupted twice", told -> told.addAll(3, List.of(interrupted(), interrupted()))),
                new Bad("a change while interrupted", told -> told.add(3, interrupted())),
                new Bad("resumed without need", told -> told.add(3, new WatchSignal.Resumed(Session.FIRST + 2))),
                new Bad(
                        "resumed too far on",
                        told -> told.addAll(3, List.of(interrupted(), new WatchSignal.Resumed(Session.LAST)))),
                new Bad("an end too soon", told -> told.set(told.size() - 1, new WatchSignal.Ended(GONE))),
                new Bad("an end without a reason", told -> told.add(new WatchSignal.Ended(null))),
                new Bad("begun again", told -> told.add(3, new WatchSignal.Started(Session.FIRST))));
    }

    private static WatchSignal interrupted() {
        return new WatchSignal.Interrupted(GONE);
    }

    private static Change several(List<WatchSignal> told) {
        return told.stream()
                .filter(Change.class::isInstance)
                .map(Change.class::cast)
                .filter(change -> change.events().size() > 1)
                .findFirst()
                .orElseThrow();
    }

    private static void torn(List<WatchSignal> told) {
        Change whole = several(told);
        int at = told.indexOf(whole);
        told.set(at, new Change(whole.revision(), whole.events().subList(0, 1), whole.range()));
        told.add(
                at + 1,
                new Change(
                        whole.revision(),
                        whole.events().subList(1, whole.events().size()),
                        whole.range()));
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
        assertThat(verdict(told)).isNotEmpty();
    }

    @Test
    void doesNotObjectToAGoodOne() {
        List<WatchSignal> told = new ArrayList<>(session.signals());
        assertThat(verdict(told)).isEmpty();
        long next = ((Change) told.get(2)).revision() + 1;
        told.addAll(3, List.of(interrupted(), new WatchSignal.Resumed(next), new WatchSignal.Progress(next - 1)));
        assertThat(verdict(told)).isEmpty();
    }

    private List<String> verdict(List<WatchSignal> told) {
        Listener listener = new Listener(session, false);
        told.forEach(listener::heard);
        return listener.verdict();
    }
}
