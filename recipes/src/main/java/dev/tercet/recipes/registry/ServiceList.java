package dev.tercet.recipes.registry;

import dev.tercet.kv.Bytes;
import java.util.List;

/**
 * The instances of a service, as they were at a revision.
 *
 * @param service the service
 * @param revision the revision
 * @param instances in the order of their keys, unmodifiable
 * @param unreadable keys of the service whose values are no endpoints, in order, unmodifiable
 * @since 0.1
 */
public record ServiceList(String service, long revision, List<ServiceInstance> instances, List<Bytes> unreadable) {
    /** Whether there is no instance. */
    public boolean isEmpty() {
        return instances.isEmpty();
    }

    /** The addresses of the instances, in their order. */
    public List<String> addresses() {
        return instances.stream().map(ServiceInstance::address).toList();
    }
}
