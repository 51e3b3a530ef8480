package dev.tercet.conformance.v2;

import dev.tercet.conformance.ClientThreads;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Clients of the shared servers, one for each target, which live as long as those: until the JVM ends. */
final class Clients {
    private static final Map<V2Target, V2Subject> SUBJECTS = new ConcurrentHashMap<>();

    private Clients() {}

    static V2Subject of(V2Target target, Supplier<V2Subject> maker) {
        return SUBJECTS.computeIfAbsent(
                target,
                key -> ClientThreads.shared(
                        maker, subject -> subject.client().async().contains("/any")));
    }
}
