package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All turns against one server.
 *
 * <p>In every round each contender has a turn at each row; who goes first changes from round to round and from row to row,
 * so that a slow moment of the machine does not always meet the same one.
 */
final class Race {
    private static final int FEW = 20;
    private static final int MANY = 120;
    private static final int USUAL_THREADS = 8;
    private static final String NONE = "none";

    private final Options options;
    private final List<Row> rows;
    private final Target target;
    private final Lineup lineup;
    private final WarmUp warmUp;
    private final Optional<Recordings> recordings;
    private final Results results = new Results();
    private final Progress progress = Progress.onStandardError();
    /** Which rows the process of each has warmed up for; one that was started again has for none. */
    private final Map<Contender, Set<Row>> warm = new EnumMap<>(Contender.class);

    Race(
            Options options,
            List<Row> rows,
            Target target,
            Lineup lineup,
            WarmUp warmUp,
            Optional<Recordings> recordings) {
        this.warmUp = warmUp;
        this.recordings = recordings;
        this.options = options;
        this.target = target;
        this.lineup = lineup;
        this.rows = rows.stream().filter(target::does).toList();
    }

    Results run() throws IOException, InterruptedException {
        target.prepare(rows);
        for (Contender contender : lineup.contenders()) {
            connect(contender);
        }
        for (Row row : rows) {
            progress.tell("warming up for " + row.id());
            for (Contender contender : lineup.contenders()) {
                warmUp(row, contender);
                countTrips(row, contender);
            }
        }
        for (int round = 0; round < options.timing().rounds(); round++) {
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                progress.tell("round " + (round + 1) + " of " + options.timing().rounds() + ", " + row.id());
                List<Contender> order = new ArrayList<>(lineup.contenders());
                Collections.rotate(order, round + i);
                for (Contender contender : order) {
                    warmUp(row, contender);
                    turn(row, contender, options.timing().windowMillis(), recording(row, contender))
                            .ifPresent(sample -> results.add(row, contender, sample));
                }
            }
        }
        for (Contender contender : lineup.contenders()) {
            takeFootprint(contender);
        }
        progress.clear();
        return results;
    }

    /** One that cannot connect will fail at its rows, and say so there. */
    private void connect(Contender contender) throws InterruptedException {
        Worker worker = lineup.of(contender);
        warm.remove(contender);
        try {
            worker.ask("connect " + (contender.isOverJson() ? target.jsonPort() : target.port()));
            // A first reply, however long a cold start on a busy machine takes: a window without any is a turn that
            // failed.
            if (options.isV2()) {
                worker.ask("seed");
            } else {
                worker.ask("again");
            }
        } catch (IOException e) {
            System.err.println(contender.id() + ": " + e.getMessage());
        }
    }

    private void warmUp(Row row, Contender contender) throws InterruptedException {
        if (!row.warmsItselfUp()
                && warm.computeIfAbsent(contender, none -> new HashSet<>()).add(row)) {
            turn(row, contender, warmUp.next(contender, row), "");
        }
    }

    private void takeFootprint(Contender contender) throws InterruptedException {
        try {
            results.add(contender, Footprint.of(lineup.of(contender)));
        } catch (IOException e) {
            System.err.println(contender.id() + ": " + e.getMessage());
        }
    }

    /** Done often and more often, so that what is sent before the first time and after the last cancels out. */
    private void countTrips(Row row, Contender contender) throws InterruptedException {
        if (!row.isRecipe() || options.isV2()) {
            return;
        }
        Worker worker = lineup.of(contender);
        try {
            int few = perThread(FEW, row);
            int many = perThread(MANY, row);
            long before = target.requests().orElse(0);
            if (worker.ask("times " + row.id() + " " + few).startsWith(NONE)) {
                return;
            }
            long between = target.requests().orElse(0);
            worker.ask("times " + row.id() + " " + many);
            long more = (target.requests().orElse(0) - between) - (between - before);
            // A request more or less to open or close must not make it negative.
            results.addTrips(row, contender, Math.max(0, (double) more / ((many - few) * row.threads())));
        } catch (IOException e) {
            fail(row, contender, e);
        }
    }

    /** Fewer if there are many threads: those who want one lock wait for each other, and none is to wait for minutes. */
    private static int perThread(int times, Row row) {
        return Math.max(times / FEW, times * USUAL_THREADS / Math.max(USUAL_THREADS, row.threads()));
    }

    /** One failed turn of several leaves the others; a process that has ended is started again. */
    private void fail(Row row, Contender contender, IOException e) throws InterruptedException {
        results.fail(row, contender, String.valueOf(e.getMessage()));
        progress.clear();
        System.err.println("bench: " + row.id() + ", " + contender.id() + ": " + e.getMessage());
        try {
            if (lineup.revive(contender)) {
                warmUp.forget(contender);
                connect(contender);
            }
        } catch (IOException again) {
            System.err.println(contender.id() + ": " + again.getMessage());
        }
    }

    /** What has a turn recorded; nothing says so to a client that runs on no JVM. */
    private String recording(Row row, Contender contender) {
        return recordings
                .filter(wanted -> contender != Contender.GO)
                .map(wanted -> " " + wanted.file(row, contender))
                .orElse("");
    }

    private Optional<Sample> turn(Row row, Contender contender, long millis, String recording)
            throws InterruptedException {
        long leadIn = options.timing().leadInMillis();
        String command = "run " + row.id() + " " + leadIn + " " + millis + recording;
        // Some rows do it twice, and what is about thousands takes its time to be made ready.
        Duration work = Duration.ofMillis(2 * (leadIn + millis) + row.size());
        try {
            if (row.wantsEvents()) {
                target.events(row, true);
            }
            try {
                String answer = lineup.of(contender).ask(command, work);
                if (answer.startsWith(NONE)) {
                    results.none(row, contender, answer.substring(NONE.length()).trim());
                    return Optional.empty();
                }
                return Optional.of(Sample.parse(answer));
            } finally {
                if (row.wantsEvents()) {
                    target.events(row, false);
                }
            }
        } catch (IOException e) {
            fail(row, contender, e);
            return Optional.empty();
        }
    }
}
