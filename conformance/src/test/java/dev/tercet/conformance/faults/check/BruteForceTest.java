package dev.tercet.conformance.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search says the same as {@link BruteForce} of thousands of small histories, with and without an order. */
class BruteForceTest {
    private static final int ROUNDS = Integer.getInteger("tercet.histories", 1500);

    @ParameterizedTest
    @CsvSource({"1, false, true, 1", "1, false, false, 2", "2, true, true, 3", "2, true, false, 4"})
    void bothSayTheSame(int keys, boolean joined, boolean unique, long seed) {
        Random random = new Random(seed);
        int good = 0;
        int bad = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int calls = 3 + random.nextInt(4);
            Simulation simulation = new Simulation(random, keys, joined, unique).withUnknown(random.nextInt(3) * 0.25);
            List<Operation> operations =
                    new ArrayList<>(simulation.run(1 + random.nextInt(4), calls).operations());
            for (int i = random.nextInt(3); i > 0; i--) {
                Mutation.of(random, operations);
            }
            if (random.nextInt(3) == 0) {
                operations.replaceAll(BruteForceTest::withoutRevision);
            }
            boolean expected = Linearizability.groups(operations).stream().allMatch(BruteForce::holds);
            boolean found = Linearizability.holds(operations);
            assertThat(found)
                    .as("seed %d, round %d:%n%s", seed, round, lines(operations))
                    .isEqualTo(expected);
            good += expected ? 1 : 0;
            bad += expected ? 0 : 1;
        }
        assertThat(Math.min(good, bad)).as("of both kinds").isGreaterThan(ROUNDS / 10);
    }

    private static Operation withoutRevision(Operation operation) {
        if (!(operation.end() instanceof Returned answer)) {
            return operation;
        }
        List<Seen> seen = answer.seen().stream()
                .map(each -> new Seen(each.key(), each.value(), 0, 0))
                .toList();
        End end = new Returned(0, answer.succeeded(), seen);
        return new Operation(
                operation.id(), operation.client(), operation.began(), operation.ended(), operation.act(), end);
    }

    static String lines(List<Operation> operations) {
        StringBuilder lines = new StringBuilder();
        History.of(operations).operations().forEach(each -> lines.append(each).append('\n'));
        return lines.toString();
    }
}
