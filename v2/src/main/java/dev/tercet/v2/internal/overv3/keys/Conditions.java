package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.KeyValue;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a key is as it was expected to be, and what servers say if it is not. */
final class Conditions {
    private Conditions() {}

    /** The cause that goes with code 101; empty if all is as expected. */
    static Optional<String> mismatch(KeyValue file, Optional<String> prevValue, OptionalLong prevIndex) {
        StringBuilder cause = new StringBuilder();
        prevValue
                .filter(expected -> !expected.equals(file.valueText()))
                .ifPresent(expected -> add(cause, expected, file.valueText()));
        prevIndex.ifPresent(expected -> {
            if (expected != file.modRevision()) {
                add(cause, Long.toString(expected), Long.toString(file.modRevision()));
            }
        });
        return cause.isEmpty() ? Optional.empty() : Optional.of(cause.toString());
    }

    private static void add(StringBuilder cause, String expected, String found) {
        cause.append(cause.isEmpty() ? "[" : " [")
                .append(expected)
                .append(" != ")
                .append(found)
                .append(']');
    }
}
