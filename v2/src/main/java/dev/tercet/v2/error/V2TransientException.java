package dev.tercet.v2.error;

import dev.tercet.error.TransientEtcdException;
import java.util.Objects;

/**
 * The server could not, with a code of the v2 API; the same call may work later.
 *
 * @since 0.1
 */
public class V2TransientException extends TransientEtcdException implements V2Failure {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // A record of texts and numbers, and nobody serializes exceptions of a client.
    private final V2ErrorPayload payload;

    /** Makes one; applications have no need to. */
    public V2TransientException(Details details, V2ErrorPayload payload) {
        super(details);
        this.payload = Objects.requireNonNull(payload, "payload");
    }

    @Override
    public V2ErrorPayload payload() {
        return payload;
    }
}
