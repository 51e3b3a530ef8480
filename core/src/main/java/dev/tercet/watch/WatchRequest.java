package dev.tercet.watch;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What to watch, and how.
 *
 * <pre>{@code
 * WatchRequest.prefix("/services/").fromRevision(list.header().revision() + 1).withPrevious()
 * }</pre>
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#watch-api">etcd: watch</a>
 * @since 0.1
 */
public final class WatchRequest {
    /** Buffered signals weigh at most this much unless told otherwise. */
    private static final long DEFAULT_BUFFER = 16L << 20;

    private final List<KeyRange> ranges;
    private final long startRevision;
    private final Set<WatchFilter> filters;
    private final boolean previous;
    private final boolean progress;
    private final boolean fragments;
    private final boolean resync;
    private final boolean requireLeader;
    private final long bufferBytes;

    private WatchRequest(
            List<KeyRange> ranges,
            long startRevision,
            Set<WatchFilter> filters,
            boolean previous,
            boolean progress,
            boolean fragments,
            boolean resync,
            boolean requireLeader,
            long bufferBytes) {
        this.ranges = ranges;
        this.startRevision = startRevision;
        this.filters = filters;
        this.previous = previous;
        this.progress = progress;
        this.fragments = fragments;
        this.resync = resync;
        this.requireLeader = requireLeader;
        this.bufferBytes = bufferBytes;
    }

    /**
     * Watches these ranges.
     *
     * @throws IllegalArgumentException without any
     */
    public static WatchRequest of(List<KeyRange> ranges) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("ranges is empty: a watch needs at least one");
        }
        return new WatchRequest(List.copyOf(ranges), 0, Set.of(), false, false, true, false, true, DEFAULT_BUFFER);
    }

    /** Watches a range. */
    public static WatchRequest of(KeyRange range) {
        return of(List.of(range));
    }

    /** Watches one key. */
    public static WatchRequest of(Bytes key) {
        return of(KeyRange.of(key));
    }

    /** Watches one key, in UTF-8. */
    public static WatchRequest of(String key) {
        return of(KeyRange.of(key));
    }

    /** Watches every key that begins with {@code prefix}. */
    public static WatchRequest prefix(Bytes prefix) {
        return of(KeyRange.prefix(prefix));
    }

    /** Watches every key that begins with {@code prefix}, in UTF-8. */
    public static WatchRequest prefix(String prefix) {
        return of(KeyRange.prefix(prefix));
    }

    /** Watches this range too: its changes come on the same lane, each with its range. */
    public WatchRequest and(KeyRange another) {
        List<KeyRange> more = new ArrayList<>(ranges);
        more.add(another);
        return with(List.copyOf(more), startRevision, filters, previous, progress, fragments, resync, requireLeader);
    }

    /**
     * Delivers changes from this revision on, past ones included.
     *
     * @param revision 0 is "from now on"; one yet to come is waited for
     * @throws IllegalArgumentException if negative
     */
    public WatchRequest fromRevision(long revision) {
        if (revision < 0) {
            throw new IllegalArgumentException("revision is negative: " + revision);
        }
        return with(ranges, revision, filters, previous, progress, fragments, resync, requireLeader);
    }

    /** Leaves out events at the server. */
    public WatchRequest without(WatchFilter filter) {
        EnumSet<WatchFilter> more = EnumSet.of(filter);
        more.addAll(filters);
        return with(ranges, startRevision, Set.copyOf(more), previous, progress, fragments, resync, requireLeader);
    }

    /** Delivers what each key was before. */
    public WatchRequest withPrevious() {
        return with(ranges, startRevision, filters, true, progress, fragments, resync, requireLeader);
    }

    /** Delivers a mark when nothing happened for a while: every ten minutes, unless the server is set up otherwise. */
    public WatchRequest withProgress() {
        return with(ranges, startRevision, filters, previous, true, fragments, resync, requireLeader);
    }

    /**
     * Does not let the server split a large revision over several messages. They are put together again before delivery, so this
     * matters only to servers older than 3.3.14 and to proxies.
     */
    public WatchRequest withoutFragments() {
        return with(ranges, startRevision, filters, previous, progress, false, resync, requireLeader);
    }

    /** When the history that is needed is compacted, delivers a new list instead of ending. */
    public WatchRequest resyncOnCompaction() {
        return with(ranges, startRevision, filters, previous, progress, fragments, true, requireLeader);
    }

    /** Also watches at a member that has no leader, where the watch may be stuck without a sign. */
    public WatchRequest withoutLeader() {
        return with(ranges, startRevision, filters, previous, progress, fragments, resync, false);
    }

    /**
     * How many bytes of keys and values may wait for a slow consumer before the watch is parked: stopped at the server, and
     * resumed behind the last buffered revision when there is room again. One revision larger than this is still delivered whole,
     * and so is a message of the server, of many revisions maybe, that finds nothing waiting.
     *
     * @param bytes at least 1; 16 MiB unless set
     * @throws IllegalArgumentException if less than 1
     */
    public WatchRequest withBuffer(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("buffer must be at least 1 byte, not " + bytes);
        }
        return new WatchRequest(
                ranges, startRevision, filters, previous, progress, fragments, resync, requireLeader, bytes);
    }

    private WatchRequest with(
            List<KeyRange> ranges,
            long startRevision,
            Set<WatchFilter> filters,
            boolean previous,
            boolean progress,
            boolean fragments,
            boolean resync,
            boolean requireLeader) {
        return new WatchRequest(
                ranges,
                startRevision,
                Objects.requireNonNull(filters),
                previous,
                progress,
                fragments,
                resync,
                requireLeader,
                bufferBytes);
    }

    /** What is watched: at least one range, unmodifiable. */
    public List<KeyRange> ranges() {
        return ranges;
    }

    /** The first revision wanted, 0 for "from now on". */
    public long startRevision() {
        return startRevision;
    }

    /** What the server leaves out, unmodifiable; nothing unless set. */
    public Set<WatchFilter> filters() {
        return filters;
    }

    /** Whether events come with what the key was before; false unless asked for. */
    public boolean wantsPrevious() {
        return previous;
    }

    /** Whether marks come while nothing happens; false unless asked for. */
    public boolean wantsProgress() {
        return progress;
    }

    /** Whether the server may split a large revision; true unless forbidden. */
    public boolean allowsFragments() {
        return fragments;
    }

    /** Whether a new list comes where history is compacted; false unless asked for, and then the watch ends. */
    public boolean resyncsOnCompaction() {
        return resync;
    }

    /** Whether a member without a leader is left for another; true unless given up. */
    public boolean requiresLeader() {
        return requireLeader;
    }

    /** How many bytes may wait for the consumer; 16 MiB unless set. */
    public long bufferBytes() {
        return bufferBytes;
    }

    @Override
    public String toString() {
        return "watch " + (ranges.size() == 1 ? ranges.get(0).toString() : ranges.toString())
                + (startRevision > 0 ? " from revision " + startRevision : "");
    }
}
