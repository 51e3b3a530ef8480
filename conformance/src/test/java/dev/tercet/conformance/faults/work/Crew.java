package dev.tercet.conformance.faults.work;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Threads of a workload. What any of them throws is a violation: clients are to fail in ways that one can be prepared for. */
final class Crew {
    private final Stage stage;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    Crew(Stage stage) {
        this.stage = stage;
    }

    void start(String name, Runnable work) {
        Thread thread = new Thread(() -> run(name, work), "faults-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void run(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            stage.violation(name + " met what it could not expect: " + trace);
        }
    }

    /** Waits for all to end, once the stage is over; whoever does not is told as a violation, with where it hangs. */
    void join(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!threads.isEmpty()) {
            Thread thread = threads.remove(0);
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            if (thread.isAlive()) {
                String where = Stream.of(thread.getStackTrace())
                        .map(frame -> "\n  at " + frame)
                        .collect(Collectors.joining());
                stage.violation("hang: " + thread.getName() + " did not end within " + atMost + where);
                thread.interrupt();
            }
        }
    }
}
