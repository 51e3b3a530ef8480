package dev.tercet.maintenance;

import dev.tercet.error.EtcdException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint answered when asked how it is. Exactly one of the two is there.
 *
 * @param endpoint the endpoint, as the client names it
 * @param statusOrNull the answer
 * @param failureOrNull why there is none
 * @since 0.1
 */
public record EndpointStatus(
        String endpoint,
        @Nullable Status statusOrNull,
        @Nullable EtcdException failureOrNull) {
    /** The answer; empty if there was none. */
    public Optional<Status> status() {
        return Optional.ofNullable(statusOrNull);
    }

    /** Why there was no answer. */
    public Optional<EtcdException> failure() {
        return Optional.ofNullable(failureOrNull);
    }
}
