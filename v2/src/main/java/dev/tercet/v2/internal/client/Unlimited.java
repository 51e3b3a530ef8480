package dev.tercet.v2.internal.client;

import dev.tercet.v2.watch.V2Watch;
import java.util.Objects;

/** Checks requests for watches that go on until they are ended. */
final class Unlimited {
    private Unlimited() {}

    /**
     * The request itself.
     *
     * @throws IllegalArgumentException if it has a limit, which nothing would heed
     */
    static V2Watch checked(V2Watch watch) {
        Objects.requireNonNull(watch, "watch").limit().ifPresent(limit -> {
            throw new IllegalArgumentException(watch + " has a limit of " + limit
                    + ", which is for watch(..), where one event is waited for; close or cancel this one instead");
        });
        return watch;
    }
}
