package dev.tercet.benchmarks.driver;

import dev.tercet.benchmarks.Row;
import dev.tercet.benchmarks.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All turns against one server.
 *
 * <p>In every round each contender has a turn at each row; who goes first changes from round to round and from row to row,
 * so that a slow moment of the machine does not always meet the same one.
 */
final class Race {
    private static final int FEW = 20;
    private static final int MANY = 120;

    private final Options options;
    private final Target target;
    private final Map<Contender, Worker> workers;
    private final long warmUpMillis;
    private final Results results = new Results();

    Race(Options options, Target target, Map<Contender, Worker> workers, long warmUpMillis) {
        this.warmUpMillis = warmUpMillis;
        this.options = options;
        this.target = target;
        this.workers = workers;
    }

    Results run() throws IOException, InterruptedException {
        for (Map.Entry<Contender, Worker> entry : workers.entrySet()) {
            int port = entry.getKey().isOverJson() ? target.jsonPort() : target.port();
            entry.getValue().ask("connect " + port);
        }
        target.prepare(workers.values().iterator().next());
        if (options.isV2()) {
            for (Worker worker : workers.values()) {
                worker.ask("seed few");
            }
        }
        for (Row row : options.rows()) {
            for (Map.Entry<Contender, Worker> entry : workers.entrySet()) {
                turn(row, entry.getKey(), entry.getValue(), warmUpMillis);
                countTrips(row, entry.getKey(), entry.getValue());
            }
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (int i = 0; i < options.rows().size(); i++) {
                Row row = options.rows().get(i);
                List<Map.Entry<Contender, Worker>> order = new ArrayList<>(workers.entrySet());
                Collections.rotate(order, round + i);
                for (Map.Entry<Contender, Worker> entry : order) {
                    turn(row, entry.getKey(), entry.getValue(), options.windowMillis())
                            .ifPresent(sample -> results.add(row, entry.getKey(), sample));
                }
            }
        }
        return results;
    }

    /** Done often and more often, so that what is sent before the first time and after the last cancels out. */
    private void countTrips(Row row, Contender contender, Worker worker) throws InterruptedException {
        if (!row.isRecipe() || options.isV2()) {
            return;
        }
        try {
            long before = target.requests().orElse(0);
            if (worker.ask("times " + row.id() + " " + FEW).equals("none")) {
                return;
            }
            long between = target.requests().orElse(0);
            worker.ask("times " + row.id() + " " + MANY);
            long more = (target.requests().orElse(0) - between) - (between - before);
            // A request more or less to open or close must not make it negative.
            results.addTrips(row, contender, Math.max(0, (double) more / ((MANY - FEW) * row.threads())));
        } catch (IOException e) {
            fail(row, contender, e);
        }
    }

    private void fail(Row row, Contender contender, IOException e) {
        results.fail(row, contender);
        System.err.println(contender.id() + ": " + e.getMessage());
    }

    private Optional<Sample> turn(Row row, Contender contender, Worker worker, long millis)
            throws InterruptedException {
        String command = "run " + row.id() + " " + options.leadInMillis() + " " + millis;
        try {
            if (row == Row.WATCH) {
                target.events(true);
            }
            try {
                String answer = worker.ask(command);
                return answer.equals("none") ? Optional.empty() : Optional.of(Sample.parse(answer));
            } finally {
                if (row == Row.WATCH) {
                    target.events(false);
                }
            }
        } catch (IOException e) {
            fail(row, contender, e);
            return Optional.empty();
        }
    }
}
