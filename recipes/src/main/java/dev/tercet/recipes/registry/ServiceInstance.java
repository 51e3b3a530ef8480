package dev.tercet.recipes.registry;

import dev.tercet.kv.Bytes;
import java.util.Objects;

/**
 * An instance of a service, as it is registered.
 *
 * @param service its service
 * @param key the key it has in etcd: the service, a slash, and what it is called
 * @param endpoint where it is reached
 * @param lease the lease it hangs on, 0 for none: it is then there until somebody takes it away
 * @param createRevision when it came
 * @param modRevision when it last changed
 * @since 0.1
 */
public record ServiceInstance(
        String service, Bytes key, Endpoint endpoint, long lease, long createRevision, long modRevision) {
    /**
     * The key of an instance.
     *
     * @throws IllegalArgumentException if either is empty
     */
    public static Bytes key(String service, String id) {
        return prefix(service).plus(named("id", id));
    }

    /**
     * What the keys of all instances of a service begin with.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Bytes prefix(String service) {
        return named("service", service).plus(Bytes.of("/"));
    }

    private static Bytes named(String argument, String name) {
        if (Objects.requireNonNull(name, argument).isEmpty()) {
            throw new IllegalArgumentException(argument + " is empty");
        }
        return Bytes.of(name);
    }

    /** What it is called: the key behind the service and the slash, as text in UTF-8. */
    public String id() {
        return key.from(Bytes.of(service).length() + 1).utf8();
    }

    /** The address of its endpoint. */
    public String address() {
        return endpoint.address();
    }
}
