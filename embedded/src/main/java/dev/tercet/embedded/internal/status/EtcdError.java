package dev.tercet.embedded.internal.status;

import dev.tercet.spi.StatusCode;

/**
 * A refusal as it goes over the wire. Thrown by what answers a call, before it has changed anything.
 *
 * <p>It has no stack trace: it is an answer, and a common one.
 */
public final class EtcdError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final StatusCode code;

    public EtcdError(StatusCode code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    public StatusCode code() {
        return code;
    }

    /** The words that clients match. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
