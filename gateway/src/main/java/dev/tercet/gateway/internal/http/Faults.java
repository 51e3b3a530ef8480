package dev.tercet.gateway.internal.http;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.concurrent.CompletionException;

/** The one table from java.net.http's exceptions to our failures. */
final class Faults {
    private Faults() {}

    /** What lies beneath what futures wrap around it. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable found = thrown;
        while (found instanceof CompletionException && found.getCause() != null) {
            found = found.getCause();
        }
        return found;
    }

    static WireFailure of(Throwable thrown, boolean left, boolean heard) {
        return new WireFailure(
                StatusCode.UNAVAILABLE, String.valueOf(thrown), left ? Reach.LOST : Reach.NEVER_LEFT, thrown);
    }
}
