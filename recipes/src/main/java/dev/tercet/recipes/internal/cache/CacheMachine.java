package dev.tercet.recipes.internal.cache;

import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheEvent;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.cache.CacheState;
import dev.tercet.recipes.cache.CacheUpdate;
import dev.tercet.recipes.cache.CacheUpdate.Kind;
import dev.tercet.recipes.error.CacheFullException;
import dev.tercet.recipes.internal.flow.Backoff;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cache from the first list to the end: a list at one revision, then the changes from the next on, and the difference to a new list
 * where changes are gone.
 *
 * <p>The content is published revision by revision, never a part of one. Its revision is that of the last change, of the last list, or
 * of a mark of progress, if the member that sent it is known to send marks behind the events that they cover; that has to be
 * {@linkplain #trust found out} anew after every interruption, since another member may have the watch from then on.
 *
 * <p>No thread, no clock, no I/O: methods are what happened, their results what to do about it.
 */
final class CacheMachine {
    private enum Phase {
        NEW,
        LISTING,
        PAUSED,
        WATCHING,
        ENDED
    }

    private static final long FIRST_PAUSE = 50_000_000L;

    private final CacheRequest request;
    private final LongUnaryOperator random;
    private Phase phase = Phase.NEW;
    private Copy copy;
    private final Backoff pauses = new Backoff(FIRST_PAUSE, Backoff.LONGEST);
    // From the list on, until the watch has begun.
    private boolean behind = true;
    private int connection;
    private boolean trusted;

    /**
     * A machine that has done nothing yet.
     *
     * @param random numbers from 0 up to but not including its argument
     */
    CacheMachine(CacheRequest request, LongUnaryOperator random) {
        this.request = request;
        this.random = random;
        this.copy = new Copy(request.range(), Tree.EMPTY, 0);
    }

    List<CacheEffect> begin() {
        if (phase != Phase.NEW) {
            return List.of();
        }
        phase = Phase.LISTING;
        return List.of(new CacheEffect.ReadList());
    }

    /** The whole range was read, in key order, as it was at a revision. */
    List<CacheEffect> listed(long revision, List<KeyValue> kvs) {
        if (phase != Phase.LISTING) {
            return List.of();
        }
        phase = Phase.WATCHING;
        List<CacheEffect> effects = new ArrayList<>(relisted(Kind.INITIAL, revision, kvs));
        if (phase == Phase.WATCHING) {
            effects.add(new CacheEffect.OpenWatch(revision + 1));
        }
        return effects;
    }

    /** The range could not be read, or not at one revision. */
    List<CacheEffect> listFailed(EtcdException failure) {
        if (phase != Phase.LISTING) {
            return List.of();
        }
        if (!(failure instanceof TransientEtcdException) && !(failure instanceof CompactedException)) {
            return end(failure);
        }
        phase = Phase.PAUSED;
        // Half of it by chance: many caches that lost one server do not come back to it at once.
        long longest = pauses.next();
        long nanos = longest / 2 + random.applyAsLong(longest / 2);
        return List.of(new CacheEffect.Say(new CacheState.Syncing(failure)), new CacheEffect.Pause(nanos));
    }

    /** The pause is over. */
    List<CacheEffect> timeUp() {
        if (phase != Phase.PAUSED) {
            return List.of();
        }
        phase = Phase.LISTING;
        return List.of(new CacheEffect.ReadList());
    }

    /** The watch said something. */
    List<CacheEffect> said(WatchSignal signal) {
        if (phase != Phase.WATCHING) {
            return List.of();
        }
        if (signal instanceof WatchSignal.Change it) {
            return changed(it.revision(), it.events());
        } else if (signal instanceof WatchSignal.Progress it) {
            return trusted ? advanced(it.revision()) : List.of();
        } else if (signal instanceof WatchSignal.Interrupted it) {
            return interrupted(it.cause());
        } else if (signal instanceof WatchSignal.Resync it) {
            return relisted(Kind.DIFFERENCE, it.revision(), it.kvs());
        } else if (signal instanceof WatchSignal.Ended it) {
            return end(it.causeOrNull());
        }
        // Started or Resumed.
        return live();
    }

    /** Which connection it is: what was found out about the member that has the watch holds while this is the same. */
    int connection() {
        return connection;
    }

    /** The members that may have the watch on this connection send marks that can be relied on. */
    void trust(int ofConnection) {
        trusted = trusted || ofConnection == connection;
    }

    /** The caller has had enough. */
    List<CacheEffect> stop() {
        return end(null);
    }

    private List<CacheEffect> changed(long revision, List<WatchEvent> changes) {
        Tree tree = copy.tree();
        List<CacheEvent> events = new ArrayList<>(changes.size());
        for (WatchEvent change : changes) {
            KeyValue before = tree.get(change.key());
            if (change.isPut()) {
                KeyValue after = Packing.packed(change.kv());
                tree = tree.with(after);
                events.add(new CacheEvent(before, after));
            } else if (before != null) {
                tree = tree.without(change.key());
                events.add(new CacheEvent(before, null));
            }
        }
        return published(Kind.REVISION, revision, tree, List.copyOf(events));
    }

    private List<CacheEffect> relisted(Kind kind, long revision, List<KeyValue> kvs) {
        Tree before = copy.tree();
        List<KeyValue> entries = new ArrayList<>(kvs.size());
        for (KeyValue kv : kvs) {
            KeyValue known = before.get(kv.key());
            entries.add(known != null && known.modRevision() == kv.modRevision() ? known : Packing.packed(kv));
        }
        Tree after = Tree.of(entries);
        return published(kind, revision, after, Difference.between(before, after));
    }

    private List<CacheEffect> published(Kind kind, long revision, Tree tree, List<CacheEvent> events) {
        if (tree.size() > request.maxEntries() || tree.bytes() > request.maxBytes()) {
            return end(full(request, tree.size(), tree.bytes()));
        }
        copy = new Copy(request.range(), tree, Math.max(revision, copy.revision()));
        boolean tells = !events.isEmpty() || kind == Kind.INITIAL;
        return List.of(new CacheEffect.Publish(copy, tells ? new CacheUpdate(kind, events, copy) : null));
    }

    private List<CacheEffect> advanced(long revision) {
        if (revision <= copy.revision()) {
            return List.of();
        }
        copy = new Copy(request.range(), copy.tree(), revision);
        return List.of(new CacheEffect.Publish(copy, null));
    }

    private List<CacheEffect> interrupted(EtcdException cause) {
        behind = true;
        trusted = false;
        connection++;
        return List.of(new CacheEffect.Say(new CacheState.Behind(Duration.ZERO, cause)));
    }

    private List<CacheEffect> live() {
        if (!behind) {
            return List.of();
        }
        behind = false;
        connection++;
        return List.of(new CacheEffect.Say(new CacheState.Live()));
    }

    private List<CacheEffect> end(@Nullable EtcdException cause) {
        if (phase == Phase.ENDED) {
            return List.of();
        }
        phase = Phase.ENDED;
        return List.of(new CacheEffect.Stop(), new CacheEffect.Say(new CacheState.Ended(cause)));
    }

    /** The end of a cache that would hold so much. */
    static CacheFullException full(CacheRequest request, long entries, long bytes) {
        String limit = entries > request.maxEntries()
                ? "at least " + entries + " keys, and may hold " + request.maxEntries()
                : "at least " + bytes + " bytes, and may hold " + request.maxBytes();
        return new CacheFullException(
                request + ": it is to hold " + limit + "; raise the limit, or cache less", entries, bytes);
    }
}
