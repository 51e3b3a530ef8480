package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.mvcc.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What several live watches of one interest are about to hear. Within steps only. */
final class Subject {
    /** More than this is not kept for watches: they read it in history. */
    private static final int MAX_PENDING = 50_000;

    private final Interest interest;
    private final Set<Watcher> watchers = new LinkedHashSet<>();
    private List<Change> pending = new ArrayList<>();
    private boolean overflowed;

    Subject(Interest interest) {
        this.interest = interest;
    }

    Interest interest() {
        return interest;
    }

    Set<Watcher> watchers() {
        return watchers;
    }

    /**
     * Notes a change of one of its keys.
     *
     * @return whether it is the first that pends
     */
    boolean append(Change change) {
        if (!interest.wants(change)) {
            return false;
        }
        if (pending.size() == MAX_PENDING) {
            overflowed = true;
            return false;
        }
        pending.add(change);
        return pending.size() == 1;
    }

    boolean isOverflowed() {
        return overflowed;
    }

    /** The revision of the first change that pends, or else this one. */
    long firstPendingOr(long none) {
        return pending.isEmpty() ? none : pending.get(0).kv().getModRevision();
    }

    /** Forgets what pends: nobody is to be given it. */
    void clear() {
        pending = new ArrayList<>();
        overflowed = false;
    }

    /** What pends, for all who shall have it; null if there is nothing, or nobody. */
    @Nullable
    Portion take() {
        if (pending.isEmpty()) {
            return null;
        }
        List<Change> changes = pending;
        clear();
        long last = changes.get(changes.size() - 1).kv().getModRevision();
        List<Portion.Share> shares = new ArrayList<>(watchers.size());
        for (Watcher watcher : watchers) {
            // It may have come when some of this was pending, or start later than now.
            if (watcher.next <= last) {
                shares.add(new Portion.Share(watcher, watcher.next));
                watcher.next = last + 1;
                watcher.quiet = false;
            }
        }
        return shares.isEmpty() ? null : new Portion(interest, changes, 0, null, shares);
    }
}
