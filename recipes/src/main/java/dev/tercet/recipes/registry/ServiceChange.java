package dev.tercet.recipes.registry;

import java.util.List;

/**
 * What a watch of a service says: who is there now, and how that is different from before.
 *
 * @param now all of them
 * @param put those that are new, or changed; the first time all of them
 * @param gone those that went, as they were
 * @since 0.1
 */
public record ServiceChange(ServiceList now, List<ServiceInstance> put, List<ServiceInstance> gone) {
    /** The revision of the change. */
    public long revision() {
        return now.revision();
    }
}
