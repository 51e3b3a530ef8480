package dev.tercet.spi;

import dev.tercet.connection.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * Which of several transports an endpoint gets.
 *
 * @param all those that there are
 */
record TransportChoice(List<TransportProvider> all) {
    /** Of several the one for endpoints that ask for none: adding another to the class path must not change what a program does. */
    private static final String USUAL = "grpc";

    TransportProvider of(Endpoint endpoint) {
        Optional<String> wanted = endpoint.transport();
        if (wanted.isPresent()) {
            String name = wanted.get();
            return named(name)
                    .orElseThrow(() -> new IllegalStateException("endpoint \"" + endpoint + "\" asks for the transport "
                            + name + ", which is not on the class path: " + cure(name) + "; there is " + names()));
        }
        if (all.isEmpty()) {
            throw new IllegalStateException("no transport on the class path: add dev.tercet:tercet,"
                    + " or dev.tercet:tercet-grpc, or dev.tercet:tercet-gateway");
        }
        return all.size() == 1
                ? all.get(0)
                : named(USUAL)
                        .orElseThrow(
                                () -> new IllegalStateException("several transports on the class path, and none is "
                                        + USUAL + ": give one to transport(...), or ask for one in the endpoint, as in "
                                        + all.get(0).name() + "+" + endpoint + "; there is " + names()));
    }

    private Optional<TransportProvider> named(String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static String cure(String name) {
        return name.equals("gateway") || name.equals(USUAL)
                ? "add dev.tercet:tercet-" + name
                : "add what brings it, or mend the name";
    }

    private String names() {
        return all.isEmpty()
                ? "none"
                : String.join(", ", all.stream().map(TransportProvider::name).toList());
    }
}
