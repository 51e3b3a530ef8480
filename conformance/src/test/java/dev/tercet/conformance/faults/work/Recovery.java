package dev.tercet.conformance.faults.work;

import dev.tercet.connection.CallOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Whether clients get well again: each has to write, when nothing fails any more. */
final class Recovery {
    private final Stage stage;
    private final Duration eachCall;
    private final AtomicLong slowest = new AtomicLong();

    /**
     * Of nobody yet.
     *
     * @param eachCall how long each attempt may take
     */
    Recovery(Stage stage, Duration eachCall) {
        this.stage = stage;
        this.eachCall = eachCall;
    }

    /** Waits until all have written; who does not within this time is told as a violation. */
    void await(List<Client> clients, Duration atMost) throws InterruptedException {
        Crew writers = new Crew(stage);
        long deadline = System.nanoTime() + atMost.toNanos();
        clients.forEach(each -> writers.start(each.name() + "/end", () -> recover(each, deadline, atMost)));
        writers.join(atMost.plus(Caller.SLACK).plus(Caller.SLACK));
    }

    private void recover(Client client, long deadline, Duration atMost) {
        CallOptions options = CallOptions.DEFAULT.withTimeout(eachCall);
        Caller caller = new Caller(stage, client);
        long start = System.nanoTime();
        for (int count = 1; count == 1 || System.nanoTime() < deadline; count++) {
            if (caller.call(Ask.put("end/" + client.name(), client.name() + ".end." + count, false), options)
                    .isPresent()) {
                slowest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
                return;
            }
        }
        stage.violation("never recovered: " + client.name() + " cannot write, " + atMost + " after all was well again");
    }

    /** How long it took until the last one wrote, in milliseconds. */
    long slowest() {
        return slowest.get();
    }
}
