package dev.tercet.spi.hub;

import dev.tercet.kv.Header;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.watch.WatchEvent;
import java.util.List;

/**
 * What comes down a stream of watches.
 *
 * @param header the answer's header
 * @param watchId the server's id for the watch, −1 for none in particular
 * @param created whether it answers a creation
 * @param canceled whether the watch is over, or never began
 * @param compactRevision the oldest revision left, if the watch needed an older one
 * @param reason why it is over, in the server's words
 * @param fragment whether the rest of this message is still to come
 * @param events changes, in order; unmodifiable, and not changed any more
 * @since 0.1
 */
public record WatchDown(
        Header header,
        long watchId,
        boolean created,
        boolean canceled,
        long compactRevision,
        String reason,
        boolean fragment,
        List<WatchEvent> events) {
    /** The end it tells of. */
    public WatchRpcs.Canceled asCanceled() {
        return new WatchRpcs.Canceled(header, compactRevision, reason);
    }
}
