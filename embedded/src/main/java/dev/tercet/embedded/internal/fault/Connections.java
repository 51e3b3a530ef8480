package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All streams that are open, and all calls that wait. */
final class Connections {
    private final Set<Breakable> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable EtcdError stopped;

    /** Adds one; it ends at once where all have ended for good. */
    void add(Breakable connection) {
        open.add(connection);
        EtcdError error = stopped;
        if (error != null) {
            connection.end(error);
        }
    }

    void remove(Breakable connection) {
        open.remove(connection);
    }

    void breakAll() {
        open.forEach(Breakable::breakOff);
    }

    /** Ends all, and whatever comes later. */
    void stop(EtcdError error) {
        stopped = error;
        open.forEach(connection -> connection.end(error));
    }

    void endThoseThatNeedALeader() {
        open.stream().filter(Breakable::needsLeader).forEach(connection -> connection.end(EtcdErrors.NO_LEADER));
    }

    int count(Predicate<Breakable> which) {
        return (int) open.stream().filter(which).count();
    }
}
