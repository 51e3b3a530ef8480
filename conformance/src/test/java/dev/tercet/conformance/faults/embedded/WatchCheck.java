package dev.tercet.conformance.faults.embedded;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds what a watch says, while it says it, against what really happened. */
final class WatchCheck {
    private final Truth truth;
    private final WatchRequest request;
    private final long openedAt;
    private final Predicate<EtcdException> mayEndWith;
    private final Consumer<String> wrong;
    /** The first revision of each range that is still to come. */
    private final Map<KeyRange, Long> next = new HashMap<>();

    /** From where each range is watched again after an interruption: what was asked for a mark is not relied on there. */
    private final Map<KeyRange, Long> resumesFrom = new HashMap<>();

    /** Those of several ranges of which nothing came yet: they may have begun before the last of them, whose start is told. */
    private final Set<KeyRange> silent = new HashSet<>();

    private boolean started;
    private boolean interrupted;
    private @Nullable EtcdException lastInterruption;
    private boolean closed;
    private boolean endedBefore;
    private boolean ended;

    /**
     * A check.
     *
     * @param mayEndWith what it may end with besides compaction and the end of its client
     * @param wrong takes what is wrong
     */
    WatchCheck(Truth truth, WatchRequest request, Predicate<EtcdException> mayEndWith, Consumer<String> wrong) {
        this.truth = truth;
        this.request = request;
        this.openedAt = truth.revision();
        this.mayEndWith = mayEndWith;
        this.wrong = text -> wrong.accept(request + (request.wantsPrevious() ? " with previous" : "")
                + (request.filters().isEmpty() ? "" : " " + request.filters()) + ": " + text);
    }

    /**
     * Its user closed it: nothing but an end may come.
     *
     * @param hadEnded whether it had ended before, of which its user was not told yet
     */
    void closed(boolean hadEnded) {
        closed = true;
        endedBefore = hadEnded;
    }

    boolean isOver() {
        return ended || closed;
    }

    void on(WatchSignal signal) {
        if (ended) {
            wrong.accept("after its end came " + signal);
        } else if (closed && !(signal instanceof WatchSignal.Ended)) {
            wrong.accept("after it was closed came " + signal);
        } else if (signal instanceof WatchSignal.Started it) {
            started(it.revision());
        } else if (signal instanceof WatchSignal.Ended it) {
            ended = true;
            ended(it.causeOrNull());
        } else if (signal instanceof WatchSignal.Interrupted it) {
            lastInterruption = it.cause();
            if (interrupted) {
                wrong.accept("interrupted twice in a row");
            }
            interrupted = true;
        } else if (!started) {
            wrong.accept("before its start came " + signal);
        } else if (signal instanceof WatchSignal.Change it) {
            change(it);
        } else if (signal instanceof WatchSignal.Progress it) {
            request.ranges().forEach(range -> progress(range, it.revision()));
        } else if (signal instanceof WatchSignal.Resumed it) {
            resumed(it.revision());
        } else if (signal instanceof WatchSignal.Resync it) {
            resync(it);
        }
    }

    private void started(long revision) {
        if (started) {
            wrong.accept("started twice");
        }
        boolean right = request.startRevision() > 0
                ? revision == request.startRevision()
                : revision > openedAt && revision <= truth.revision() + 1;
        if (!right) {
            wrong.accept("started at " + revision + ", opened at " + openedAt + ", now " + truth.revision());
        }
        started = true;
        interrupted = false;
        request.ranges().forEach(range -> next.put(range, revision));
        if (request.ranges().size() > 1 && request.startRevision() == 0) {
            silent.addAll(request.ranges());
        }
    }

    private void change(WatchSignal.Change change) {
        Long from = next.get(change.range());
        if (from == null) {
            wrong.accept("a change of a range that is not watched: " + change);
            return;
        }
        if (silent.remove(change.range()) && change.revision() > openedAt && change.revision() < from) {
            from = change.revision();
        }
        if (change.revision() < from) {
            wrong.accept("again, or out of order, where " + from + " is next: " + change);
            return;
        }
        missed(change.range(), from, change.revision() - 1, "before " + change);
        List<WatchEvent> right = wanted(change.range(), change.revision());
        if (right.size() != change.events().size()) {
            wrong.accept("not the whole of revision " + change.revision() + ": " + change.events() + ", but there was "
                    + right);
        } else {
            for (int i = 0; i < right.size(); i++) {
                same(change.events().get(i), right.get(i));
            }
        }
        next.put(change.range(), change.revision() + 1);
        resumesFrom.put(change.range(), change.revision() + 1);
    }

    private void same(WatchEvent got, WatchEvent right) {
        if (got.type() != right.type() || !got.kv().equals(right.kv())) {
            wrong.accept("wrong event " + got + ", it was " + right);
        }
        // What was there before is known only if the revision before is kept.
        boolean forgotten = got.previousOrNull() == null && truth.compacted() >= got.revision();
        boolean fits = request.wantsPrevious()
                ? forgotten || Objects.equals(got.previousOrNull(), right.previousOrNull())
                : got.previousOrNull() == null;
        if (!fits) {
            wrong.accept("wrong previous value in " + got + ", it was " + right.previousOrNull());
        }
    }

    private void progress(KeyRange range, long revision) {
        long from = next.getOrDefault(range, 0L);
        if (revision > truth.revision()) {
            wrong.accept("progress to " + revision + ", which is yet to come");
        }
        missed(range, from, revision, "before progress to " + revision);
        next.put(range, Math.max(from, revision + 1));
    }

    private void resumed(long revision) {
        if (!interrupted) {
            wrong.accept("resumed without an interruption");
        }
        interrupted = false;
        if (request.ranges().size() == 1) {
            KeyRange range = request.ranges().get(0);
            missed(
                    range,
                    next.getOrDefault(range, 0L),
                    Math.min(revision - 1, truth.revision()),
                    "before it resumed at " + revision);
        }
    }

    private void resync(WatchSignal.Resync list) {
        long from = next.getOrDefault(list.range(), 0L);
        if (!request.resyncsOnCompaction() || truth.compacted() <= resumesFrom(list.range())) {
            wrong.accept("a list that nobody needs, at " + list.revision() + ", where " + from
                    + " is next and compacted is " + truth.compacted());
        }
        if (!list.kvs().equals(truth.range(list.range(), list.revision()))) {
            wrong.accept("a wrong list: " + list + ", it was " + truth.range(list.range(), list.revision()));
        }
        if (list.revision() + 1 < from) {
            wrong.accept("a list of the past, at " + list.revision() + ", where " + from + " is next");
        }
        next.put(list.range(), list.revision() + 1);
        resumesFrom.put(list.range(), list.revision() + 1);
    }

    private long resumesFrom(KeyRange range) {
        return resumesFrom.getOrDefault(range, request.startRevision() > 0 ? request.startRevision() : openedAt + 1);
    }

    private void ended(@Nullable EtcdException cause) {
        boolean right;
        if (cause == null) {
            right = closed;
        } else if (closed && !endedBefore) {
            right = false;
        } else if (cause instanceof CompactedException gone) {
            long least =
                    request.ranges().stream().mapToLong(this::resumesFrom).min().orElse(0);
            right = !request.resyncsOnCompaction()
                    && truth.compacted() > least
                    && gone.compactRevision() <= truth.compacted()
                    && gone.compactRevision() > least;
        } else {
            right = cause instanceof ClientClosedException || mayEndWith.test(cause);
        }
        if (!right) {
            wrong.accept("ended by " + cause + ", next " + next + ", compacted " + truth.compacted());
        }
    }

    /** Now that there was time enough: all is told that happened. */
    void mustBeUpToDate() {
        if (isOver()) {
            return;
        }
        if (!started || interrupted) {
            wrong.accept(
                    started ? "still interrupted when all is well again, by " + lastInterruption : "never started");
            return;
        }
        next.forEach((range, from) -> missed(range, from, truth.revision(), "at the end"));
    }

    private void missed(KeyRange range, long from, long to, String when) {
        for (long revision : truth.revisions().tailMap(from).keySet()) {
            if (revision > to) {
                return;
            }
            if (!wanted(range, revision).isEmpty()) {
                wrong.accept(when + ", not told of revision " + revision + ": " + wanted(range, revision));
                return;
            }
        }
    }

    private List<WatchEvent> wanted(KeyRange range, long revision) {
        return truth.revisions().getOrDefault(revision, List.of()).stream()
                .filter(event -> range.contains(event.key()))
                .filter(event ->
                        !request.filters().contains(event.isPut() ? WatchFilter.NO_PUT : WatchFilter.NO_DELETE))
                .toList();
    }
}
