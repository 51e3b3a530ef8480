package dev.tercet.spi;

import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import java.util.List;
import java.util.Set;

/**
 * The stream of {@code etcdserverpb.Watch}: one logical stream for each watched range, however the wire carries them.
 *
 * @since 0.1
 */
public final class WatchRpcs {
    /**
     * A range to watch.
     *
     * @param range which
     * @param startRevision the first revision wanted, 0 for "from now on"
     * @param filters what the server shall leave out
     * @param previous whether events carry what was before
     * @param progress whether the server shall send marks by itself
     * @param fragments whether it may split a large message
     */
    public record Create(
            KeyRange range,
            long startRevision,
            Set<WatchFilter> filters,
            boolean previous,
            boolean progress,
            boolean fragments) {
        @Override
        public String toString() {
            return "watch " + range + (startRevision > 0 ? " from revision " + startRevision : "");
        }
    }

    /** What a watch's stream carries. */
    public sealed interface Message {}

    /**
     * The server has it.
     *
     * @param header its revision is the store's at that moment
     */
    public record Created(Header header) implements Message {}

    /**
     * Changes, in order.
     *
     * @param header its revision may be ahead of the events'
     * @param events at least one; unmodifiable, and not changed any more, since callers get this list
     * @param fragment whether the rest of this message is still to come
     */
    public record Events(Header header, List<WatchEvent> events, boolean fragment) implements Message {}

    /**
     * Everything up to the header's revision was sent.
     *
     * @param header with that revision
     * @param asked whether it answers a request, and so is about all watches of a connection: servers before 3.4.25 and 3.5.8 send
     *     these ahead of events
     */
    public record Progress(Header header, boolean asked) implements Message {}

    /**
     * The server ended the watch; nothing comes after this but the end of the stream.
     *
     * @param header the answer's header
     * @param compactRevision the oldest revision that is left if the watch needed an older one, otherwise 0
     * @param reason why, in the server's words; often empty
     */
    public record Canceled(Header header, long compactRevision, String reason) implements Message {}

    public static final StreamRpc<Create, Message> WATCH =
            new StreamRpc<>("etcdserverpb.Watch", "Watch", "/watch", true);

    private WatchRpcs() {}
}
