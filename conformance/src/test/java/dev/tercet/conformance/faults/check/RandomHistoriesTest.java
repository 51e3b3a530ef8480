package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of a server that did all in order have no violation, however long; with one lie in them most have. */
class RandomHistoriesTest {
    private static final int LONG = Integer.getInteger("tercet.calls", 30_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aTrueHistoryHasNoViolation(long seed) {
        for (int round = 0; round < 20; round++) {
            Random random = new Random(seed * 1000 + round);
            History history = new Simulation(random, 1 + random.nextInt(4), seed % 2 == 0, true)
                    .withUnknown(random.nextInt(4) * 0.1)
                    .run(1 + random.nextInt(8), 200);
            assertThat(Checks.of(history)).as("seed %d, round %d", seed, round).isEmpty();
            assertThat(Checks.of(history.withLog(RevisionLog.NONE)))
                    .as("seed %d, round %d, without a log", seed, round)
                    .isEmpty();
        }
    }

    @Test
    void aLieIsFoundMostly() {
        // Little time to find the fewest calls of each.
        Settings settings = Settings.DEFAULT.withSearch(Duration.ofMillis(400));
        int lies = 0;
        int found = 0;
        int foundWithLog = 0;
        for (int round = 0; round < 100; round++) {
            Random random = new Random(round);
            History history = new Simulation(random, 2, true, true).run(4, 100);
            List<Operation> operations = new ArrayList<>(history.operations());
            Mutation.of(random, operations);
            if (operations.equals(history.operations())) {
                continue;
            }
            lies++;
            History lie = history.withOperations(operations);
            found += Checks.of(lie.withLog(RevisionLog.NONE), settings).isEmpty() ? 0 : 1;
            foundWithLog += Checks.of(lie, settings).isEmpty() ? 0 : 1;
        }
        assertThat(lies).isGreaterThan(50);
        // A call that is moved by a few moments may as well have been there.
        assertThat(found).as("of %d", lies).isGreaterThan(lies / 3);
        assertThat(foundWithLog).as("of %d", lies).isGreaterThanOrEqualTo(found);
    }

    @Test
    void aLongHistoryIsDecided() {
        Random random = new Random(7);
        History history =
                new Simulation(random, 3, false, true).withUnknown(0.05).run(10, LONG);
        assertThat(Checks.of(history.withLog(RevisionLog.NONE))).isEmpty();
        List<Operation> operations = new ArrayList<>(history.operations());
        int at = LONG * 9 / 10;
        while (!isRead(operations.get(at))) {
            at++;
        }
        Operation read = operations.get(at);
        int before = at - LONG / 3;
        while (!isRead(operations.get(before)) || !operations.get(before).act().equals(read.act())) {
            before--;
        }
        End stale = operations.get(before).end();
        operations.set(at, new Operation(read.id(), read.client(), read.began(), read.ended(), read.act(), stale));
        List<Violation> violations = Linearizability.of(history.withOperations(operations), Settings.DEFAULT);
        assertThat(violations).extracting(Violation::rule).containsExactly("linearizable");
        assertThat(violations.get(0).operations()).contains(read.id());
    }

    @Test
    void aLongHistoryOfTransactionsIsDecidedWithItsLog() {
        Random random = new Random(8);
        History history =
                new Simulation(random, 3, true, true).withUnknown(0.05).run(10, LONG);
        assertThat(Checks.of(history)).isEmpty();
    }

    private static boolean isRead(Operation operation) {
        return operation.isReturned() && operation.act().isRead();
    }
}
