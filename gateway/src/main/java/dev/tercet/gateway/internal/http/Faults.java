package dev.tercet.gateway.internal.http;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;

/** The one table from java.net.http's exceptions to our failures. */
final class Faults {
    private Faults() {}

    static WireFailure of(Throwable thrown, boolean left, boolean heard) {
        return new WireFailure(
                StatusCode.UNAVAILABLE, String.valueOf(thrown), left ? Reach.LOST : Reach.NEVER_LEFT, thrown);
    }
}
