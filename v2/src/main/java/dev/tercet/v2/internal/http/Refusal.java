package dev.tercet.v2.internal.http;

import dev.tercet.v2.error.V2ErrorPayload;

/** Takes what a server said through the engine, which may try again: the cause of a failure that becomes one of v2's own in the end. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // Never leaves this package.
    private final V2ErrorPayload payload;

    Refusal(V2ErrorPayload payload) {
        super(payload.message(), null, false, false);
        this.payload = payload;
    }

    V2ErrorPayload payload() {
        return payload;
    }
}
