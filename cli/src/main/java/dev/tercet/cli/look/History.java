package dev.tercet.cli.look;

import dev.tercet.EtcdClient;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.error.CompactedException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that happened to a key and is still in the store.
 *
 * <p>A watch of the key from the first revision that is not compacted brings every version and every deletion, and nothing of other keys:
 * one call, where reading one revision before each version would take one for each, and could not tell when a key was deleted. What the
 * key was at the compacted revision itself, a read tells.
 */
final class History {
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final EtcdClient etcd;
    private final Bytes key;
    private final int limit;
    private final long room;
    private final Deque<Version> newest = new ArrayDeque<>();
    private long compacted;
    private boolean cut;
    private long size;

    /**
     * Of a key.
     *
     * @param limit how many versions to keep, 0 for all
     * @param room how many bytes of values to keep; of what is greater, the newest is kept alone
     */
    History(EtcdClient etcd, Bytes key, int limit, long room) {
        this.etcd = etcd;
        this.key = key;
        this.limit = limit;
        this.room = room;
    }

    /**
     * What the key was, or that it went.
     *
     * @param kv the key; of one that went, only its name and the revision
     */
    record Version(KeyValue kv, boolean deleted) {}

    /** Reads it, the newest first. */
    List<Version> read() {
        GetResult now = etcd.kv().get(Get.of(key));
        long from = 1;
        while (!follow(from, now)) {
            // Compacted, perhaps once more while it was read.
            forget();
            base();
            from = compacted + 1;
        }
        List<Version> versions = new ArrayList<>(newest.size());
        for (Iterator<Version> each = newest.descendingIterator(); each.hasNext(); ) {
            versions.add(each.next());
        }
        return versions;
    }

    /** The revision before which nothing is known, 0 if all is. */
    long compacted() {
        return compacted;
    }

    /** Whether there are older ones which the limit left out. */
    boolean isCut() {
        return cut;
    }

    /** What the key was at the oldest revision that can be read, which may be a version from long before it. */
    private void base() {
        try {
            etcd.kv().get(Get.of(key).atRevision(compacted)).first().ifPresent(kv -> add(new Version(kv, false)));
        } catch (CompactedException e) {
            // The watch will say what the oldest is by now.
            forget();
        }
    }

    private void forget() {
        newest.clear();
        size = 0;
        cut = false;
    }

    private void add(Version version) {
        newest.add(version);
        size += version.kv().value().length();
        while (newest.size() > 1 && (size > room || (limit > 0 && newest.size() > limit))) {
            size -= newest.remove().kv().value().length();
            cut = true;
        }
    }

    /** Takes all events from a revision on up to now; false if that revision is compacted. */
    private boolean follow(long from, GetResult now) {
        if (from > now.revision()) {
            return true;
        }
        try (Watch watch = etcd.watches().open(WatchRequest.of(key).fromRevision(from))) {
            long heard = System.nanoTime();
            while (System.nanoTime() - heard < etcd.options().timeout().toNanos()) {
                WatchSignal signal = watch.poll(A_MOMENT).orElse(null);
                if (signal instanceof WatchSignal.Ended end) {
                    return ended(end);
                }
                if (signal instanceof WatchSignal.Change change) {
                    change.events().stream()
                            .filter(event -> event.revision() <= now.revision())
                            .forEach(this::add);
                }
                if (isUpToDate(signal, now)) {
                    return true;
                }
                if (signal == null) {
                    // Not answered while there is history to be sent, hence asked again each time.
                    watch.requestProgress();
                } else {
                    heard = System.nanoTime();
                }
            }
        }
        throw new CommandException(
                Exit.UNREACHABLE,
                "history of " + key + " at " + String.join(",", etcd.endpoints()) + ": the watch fell silent before "
                        + "revision " + now.revision() + "; try again, or another member");
    }

    private void add(WatchEvent event) {
        add(new Version(event.kv(), event.isDelete()));
    }

    /** Whether the last that came is what the key was when it was read. */
    private boolean isUpToDate(@Nullable WatchSignal signal, GetResult now) {
        if (signal instanceof WatchSignal.Change change && change.revision() >= now.revision()) {
            return true;
        }
        Version last = newest.peekLast();
        if (now.first().isPresent()) {
            return last != null && last.kv().modRevision() == now.first().get().modRevision();
        }
        boolean gone = last == null || last.deleted();
        return gone && signal instanceof WatchSignal.Progress mark && mark.revision() >= now.revision();
    }

    private boolean ended(WatchSignal.Ended end) {
        if (end.causeOrNull() instanceof CompactedException gone && gone.compactRevision() > compacted) {
            compacted = gone.compactRevision();
            return false;
        }
        throw end.cause().<RuntimeException>map(why -> why).orElseGet(() -> CommandException.failed("the watch ended"));
    }
}
