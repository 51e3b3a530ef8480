package dev.tercet.v2.error;

import dev.tercet.error.RejectedEtcdException;

/**
 * The server offers no v2 API: it is switched off there ({@code --enable-v2}), or the server is 3.6 or later, which has none.
 *
 * @since 0.1
 */
public final class V2DisabledException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    /** Makes one; applications have no need to. */
    public V2DisabledException(Details details) {
        super(details);
    }
}
