package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.conformance.faults.history.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One lie in a history: most of them leave no order. */
final class Mutation {
    private Mutation() {}

    /** Changes one call, if there is one that can be changed so. */
    static void of(Random random, List<Operation> operations) {
        int at = random.nextInt(operations.size());
        Operation one = operations.get(at);
        if (!(one.end() instanceof Returned answer)) {
            return;
        }
        Returned other = switch (random.nextInt(4)) {
            case 0 ->
                one.act() instanceof Act.Put || one.act() instanceof Act.Get
                        ? answer
                        : new Returned(answer.revision(), !answer.succeeded(), answer.seen());
            case 1 ->
                answer.revision() == 0
                        ? answer
                        : new Returned(
                                Math.max(1, answer.revision() + 1 - 2L * random.nextInt(2)),
                                answer.succeeded(),
                                answer.seen());
            case 2 -> new Returned(answer.revision(), answer.succeeded(), otherwise(random, operations, answer));
            default -> answer;
        };
        if (other.succeeded() != answer.succeeded() && !(one.act() instanceof Act.Delete)) {
            // Of the other branch nothing was seen.
            other = new Returned(other.revision(), other.succeeded(), List.of());
        }
        End end = random.nextInt(12) == 0 ? new End.NotApplied("UNAVAILABLE", "refused") : other;
        boolean moves = other == answer;
        long by = moves ? (random.nextInt(9) - 4) * 1000L : 0;
        operations.set(at, new Operation(one.id(), one.client(), one.began() + by, one.ended() + by, one.act(), end));
    }

    /** The same with something that was seen another time. */
    private static List<Seen> otherwise(Random random, List<Operation> operations, Returned answer) {
        List<Seen> seen = new ArrayList<>(answer.seen());
        if (seen.isEmpty()) {
            return seen;
        }
        int which = random.nextInt(seen.size());
        List<Seen> others = new ArrayList<>(List.of(Seen.absent(seen.get(which).key())));
        for (Operation operation : operations) {
            if (operation.end() instanceof Returned another) {
                another.seen().stream()
                        .filter(each -> each.key().equals(others.get(0).key()))
                        .forEach(others::add);
            }
        }
        seen.set(which, others.get(random.nextInt(others.size())));
        return seen;
    }
}
