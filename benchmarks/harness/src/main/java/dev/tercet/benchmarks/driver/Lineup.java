package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The processes of the contenders, all alive at once, on one JDK. Closing ends them. */
final class Lineup implements AutoCloseable {
    private final Map<Contender, Worker> workers = new LinkedHashMap<>();
    private final Path logs;
    private final Jdk jdk;
    private final List<String> options;

    private Lineup(Path logs, Jdk jdk, List<String> options) {
        this.logs = logs;
        this.jdk = jdk;
        this.options = options;
    }

    /** Starts them, with these options for their JVMs. */
    static Lineup start(List<Contender> contenders, Path logs, Jdk jdk, List<String> options) throws IOException {
        Lineup lineup = new Lineup(logs, jdk, options);
        try {
            for (Contender contender : contenders) {
                lineup.workers.put(contender, contender.start(logs, jdk, options));
            }
            return lineup;
        } catch (IOException e) {
            lineup.close();
            throw e;
        }
    }

    /** Who they are, in their usual order. */
    List<Contender> contenders() {
        return List.copyOf(workers.keySet());
    }

    /** Its process. */
    Worker of(Contender contender) {
        return Objects.requireNonNull(workers.get(contender), "only who takes part is asked for");
    }

    /** Starts the process of one whose process has ended; the log of that is kept. Does nothing if it is alive. */
    boolean revive(Contender contender) throws IOException {
        Worker worker = of(contender);
        if (worker.isAlive()) {
            return false;
        }
        worker.close();
        Files.move(
                logs.resolve(contender.id() + ".log"),
                logs.resolve(contender.id() + "-ended.log"),
                StandardCopyOption.REPLACE_EXISTING);
        workers.put(contender, contender.start(logs, jdk, options));
        return true;
    }

    @Override
    public void close() {
        workers.values().forEach(Worker::close);
    }
}
