package dev.tercet.conformance;

import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clients of the shared servers, one for each target, which live as long as those: until the JVM ends. */
final class SharedClients {
    private static final Map<ContractTarget, Subject> SUBJECTS = new ConcurrentHashMap<>();

    private SharedClients() {}

    static Subject of(ContractTarget target) {
        // First the server, whose threads are not the client's.
        List<String> endpoints = target.sharedEndpoints();
        return SUBJECTS.computeIfAbsent(
                target,
                key -> new Subject(
                        ClientThreads.shared(
                                () -> target.builder().endpoints(endpoints).build()),
                        target.view()));
    }
}
