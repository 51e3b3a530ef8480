package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.Operation;
import java.util.List;

/**
 * Something that must not be, or that could not be decided.
 *
 * @param rule what is broken, in a word or two, such as {@code linearizable} or {@code watch: ordered}
 * @param says what happened, for people; may be of several lines
 * @param operations the ids of the calls that it is about, if it is about calls
 * @param at when; {@link Operation#NEVER} if there is no one time
 */
public record Violation(String rule, String says, List<Long> operations, long at) {
    /** The rule of what could not be decided in the time given: as bad as a violation until somebody has looked. */
    public static final String UNDECIDED = "undecided";

    public Violation {
        operations = List.copyOf(operations);
    }

    static Violation of(String rule, Operation operation, String says) {
        return new Violation(rule, says + ": " + operation, List.of(operation.id()), operation.began());
    }

    static Violation of(String rule, Operation one, Operation other, String says) {
        return new Violation(
                rule,
                says + ":\n    " + one + "\n    " + other,
                List.of(one.id(), other.id()),
                Math.max(one.began(), other.began()));
    }

    static Violation at(String rule, long at, String says) {
        return new Violation(rule, says, List.of(), at);
    }

    @Override
    public String toString() {
        return rule + (at == Operation.NEVER ? "" : " at " + Operation.at(at) + " ms") + ": " + says;
    }
}
