package dev.tercet.internal.endpoint;

import dev.tercet.connection.Endpoint;

/**
 * An endpoint, and how it is to be preferred.
 *
 * @param endpoint where
 * @param priority those with a lower one are used as long as one of them is well
 * @param weight its share of the calls among those of its priority
 */
public record Candidate(Endpoint endpoint, int priority, int weight) {
    /** One that is as good as any. */
    public static Candidate of(Endpoint endpoint) {
        return new Candidate(endpoint, 0, 1);
    }
}
