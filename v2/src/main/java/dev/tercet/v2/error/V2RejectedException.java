package dev.tercet.v2.error;

import dev.tercet.error.RejectedEtcdException;
import java.util.Objects;

/**
 * The server said no, with a code of the v2 API, and will say so again.
 *
 * @since 0.1
 */
public class V2RejectedException extends RejectedEtcdException implements V2Failure {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // A record of texts and numbers, and nobody serializes exceptions of a client.
    private final V2ErrorPayload payload;

    /** Makes one; applications have no need to. */
    public V2RejectedException(Details details, V2ErrorPayload payload) {
        super(details);
        this.payload = Objects.requireNonNull(payload, "payload");
    }

    @Override
    public V2ErrorPayload payload() {
        return payload;
    }
}
