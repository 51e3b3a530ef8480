package dev.tercet.error;

/**
 * The revision asked for is gone: read at the current revision and go on from there.
 *
 * @since 0.1
 */
public final class CompactedException extends RejectedEtcdException {
    private static final long serialVersionUID = 1;

    private final long compactRevision;

    /** Makes one; applications have no need to. */
    public CompactedException(Details details, long compactRevision) {
        super(details);
        this.compactRevision = compactRevision;
    }

    /** The oldest revision that can still be read; 0 when the server did not say (it does so for watches only). */
    public long compactRevision() {
        return compactRevision;
    }
}
