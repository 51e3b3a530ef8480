package dev.tercet.internal.watch;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Interrupted;
import dev.tercet.watch.WatchSignal.Progress;
import dev.tercet.watch.WatchSignal.Resumed;
import dev.tercet.watch.WatchSignal.Started;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several ranges tell one story that is in order: started once, interrupted and resumed in turns, progress only where all are. */
class GroupMachineExplorationTest {
    @Test
    void oneStory() {
        Exploration.of(() -> new Group(Tampering.none())).states(5_000).upTo(6);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(Started.class),
                Tampering.twice(Started.class),
                Tampering.without(Resumed.class),
                Tampering.twice(Resumed.class),
                Tampering.without(Interrupted.class),
                Tampering.twice(Interrupted.class),
                Tampering.without(Change.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Group(tampering)).violation()).isPresent();
    }

    private static final class Range {
        boolean created;
        boolean down;
        /** All up to here was handed on, or is not wanted. */
        long reached;
    }

    private static final class Group implements World {
        private static final List<String> NAMES = List.of("a", "b", "c");

        private final Tampering tampering;
        private final GroupMachine machine = new GroupMachine();
        private final Map<String, Range> ranges = new LinkedHashMap<>();
        private long revision = 10;
        private boolean started;
        private boolean interrupted;
        private int joined;

        Group(Tampering tampering) {
            this.tampering = tampering;
            join();
            join();
        }

        private void join() {
            String name = NAMES.get(joined++);
            ranges.put(name, new Range());
            machine.add(KeyRange.of(name));
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(joined < NAMES.size(), "join", this::join);
            may.happenIf(revision < 12, "write", () -> revision++);
            ranges.forEach((name, range) -> {
                may.happenIf(!range.created, name + " starts", () -> {
                    range.created = true;
                    range.down = false;
                    range.reached = revision - 1;
                    on(name, new Started(revision));
                });
                may.happenIf(!range.down, name + " down", () -> {
                    range.down = true;
                    on(name, new Interrupted(Samples.failure(ErrorCode.UNAVAILABLE)));
                });
                may.happenIf(range.created && range.down, name + " resumes", () -> {
                    range.down = false;
                    on(name, new Resumed(range.reached + 1));
                });
                boolean up = range.created && !range.down;
                may.happenIf(up && range.reached < revision, name + " changes", () -> {
                    range.reached++;
                    WatchSignal change = new Change(range.reached, List.of(), KeyRange.of(name));
                    must(on(name, change).contains(change), "a change was lost");
                });
                may.happenIf(up, name + " marks", () -> {
                    range.reached = revision;
                    on(name, new Progress(revision));
                });
                may.happenIf(ranges.size() > 1, name + " leaves", () -> {
                    ranges.remove(name);
                    perform(machine.remove(KeyRange.of(name)));
                });
            });
        }

        private List<WatchSignal> on(String name, WatchSignal signal) {
            return perform(machine.on(KeyRange.of(name), signal));
        }

        private List<WatchSignal> perform(List<WatchSignal> signals) {
            List<WatchSignal> told = tampering.of(signals);
            told.forEach(this::told);
            boolean anyDown = ranges.values().stream().anyMatch(range -> range.down);
            boolean allCreated = ranges.values().stream().allMatch(range -> range.created);
            must(started || !allCreated, "all stand, and nobody was told");
            must(!started || interrupted || !anyDown, "one is down, and nobody was told");
            must(
                    !interrupted || anyDown || ranges.values().stream().noneMatch(range -> range.created),
                    "all are back, and nobody was told");
            return told;
        }

        private void told(WatchSignal signal) {
            if (signal instanceof Started) {
                must(!started, "started twice");
                must(ranges.values().stream().allMatch(range -> range.created), "not all of them stand");
                started = true;
            } else if (signal instanceof Interrupted) {
                must(started && !interrupted, "interrupted again");
                interrupted = true;
            } else if (signal instanceof Resumed it) {
                must(interrupted, "resumed again");
                must(ranges.values().stream().noneMatch(range -> range.down), "resumed too early");
                must(it.revision() <= revision + 1, "resumed in the future");
                interrupted = false;
            } else if (signal instanceof Progress it) {
                must(
                        ranges.values().stream().allMatch(range -> range.reached >= it.revision()),
                        "not all of them are at ",
                        it.revision());
            }
        }
    }
}
