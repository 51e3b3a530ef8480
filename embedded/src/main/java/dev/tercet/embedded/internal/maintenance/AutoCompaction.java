package dev.tercet.embedded.internal.maintenance;

import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Alarms;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Retention;
import dev.tercet.embedded.internal.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Compacts by itself, as often as etcd looks: every five minutes where revisions are counted, and otherwise ten times a period, or
 * ten times an hour if the period is longer.
 */
public final class AutoCompaction {
    private static final Duration REVISIONS_LOOK = Duration.ofMinutes(5);

    private final Apply apply;
    private final Store store;
    private final Alarms alarms;
    private final Time time;
    private final Retention retention;
    private final @Nullable PeriodicMachine periodic;

    /** One that is yet to be started. */
    public AutoCompaction(Apply apply, Store store, Alarms alarms, Time time, Retention retention) {
        this.apply = apply;
        this.store = store;
        this.alarms = alarms;
        this.time = time;
        this.retention = retention;
        periodic = retention instanceof Retention.Period period
                ? new PeriodicMachine(period.length().toNanos(), time.nanos())
                : null;
    }

    /** Starts it, for as long as there is time. */
    public void start() {
        apply.step(() -> {
            if (periodic != null) {
                periodic.note(store.revision());
                lookIn(periodic.interval());
            } else if (retention instanceof Retention.Revisions) {
                lookIn(REVISIONS_LOOK.toNanos());
            }
        });
    }

    private void lookIn(long nanos) {
        time.at(time.nanos() + nanos, () -> apply.step(this::look));
    }

    private void look() {
        if (periodic != null) {
            long revision = periodic.due(time.nanos());
            if (revision > 0 && compact(revision)) {
                periodic.done(revision, time.nanos());
            }
            periodic.note(store.revision());
            lookIn(periodic.interval());
        } else if (retention instanceof Retention.Revisions revisions) {
            long revision = store.revision() - revisions.count();
            if (revision > 0) {
                compact(revision);
            }
            lookIn(REVISIONS_LOOK.toNanos());
        }
    }

    private boolean compact(long revision) {
        // Tried again at the next look, as long as it takes.
        if (alarms.corrupt()) {
            return false;
        }
        // A client may have gone further already, which is as good.
        if (revision > store.compactRevision()) {
            store.compact(revision);
        }
        return true;
    }
}
