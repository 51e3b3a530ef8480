package dev.tercet.conformance.faults.run;

import dev.tercet.conformance.faults.check.Violation;
import dev.tercet.conformance.faults.nemesis.FaultKind;
import dev.tercet.conformance.faults.nemesis.Schedule;
import dev.tercet.conformance.faults.run.Replays.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What came of several rounds. One that fails takes nothing with it of what others found. */
final class Rounds {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private Tried tried = Tried.NOTHING;
    private @Nullable Wrong wrong;

    /** The first round in which the client did what it must not, and where that is told. */
    private record Wrong(Case round, Round.Played played, int index) {}

    /**
     * Plays one more.
     *
     * @param where what its findings begin with
     */
    void add(String where, Case round, UnaryOperator<Schedule> changes, Path folder)
            throws IOException, InterruptedException {
        Round.Played played;
        try {
            played = round.play(changes);
        } catch (NoSuchCase e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Such as for want of an etcd, or of memory for its history.
            undecided.add(where + "not run: " + e);
            failures.add(e);
            Files.writeString(folder.resolve(Leaves.NOT_RUN), Trace.of(e));
            return;
        }
        played.write(folder);
        if (wrong == null && !Replays.rules(played).isEmpty()) {
            wrong = new Wrong(round, played, violations.size());
        }
        add(where, played);
    }

    private void add(String where, Round.Played played) {
        tried = tried.and(played.tried());
        played.counts()
                .forEach((name, count) -> counts.merge(name, count, name.endsWith(" in ms") ? Math::max : Long::sum));
        for (Violation each : played.found()) {
            boolean isOpen =
                    each.rule().equals(Violation.UNDECIDED) || each.rule().equals(Round.NOT_FINISHED);
            (isOpen ? undecided : violations).add(where + each);
        }
    }

    /**
     * Tells which faults ought to have come and did not, if anything was played at all.
     *
     * @param first the kinds that the scenario is about
     */
    void demand(Set<FaultKind> first) {
        if (!counts.isEmpty()) {
            undecided.addAll(tried.lacks(first));
        }
    }

    /** Finds out which faults the first violation needs, if there is any, and adds that to what is told of it. */
    void reduce(Duration time, Path folder) throws IOException {
        Wrong first = wrong;
        if (first != null) {
            Path least = Leaves.fewerFaults(folder);
            String told = new Replays(first.round(), first.played(), least).within(time);
            violations.set(first.index(), violations.get(first.index()) + "\n" + told);
        }
    }

    /**
     * What was found.
     *
     * @throws Exception what kept all of them from being played
     */
    Findings findings() throws Exception {
        if (counts.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0) instanceof Exception e ? e : new IllegalStateException(failures.get(0));
        }
        return new Findings(counts, List.copyOf(violations), List.copyOf(undecided));
    }
}
