package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All streams that are open, and all calls that wait. */
final class Connections {
    private final Set<Breakable> open = ConcurrentHashMap.newKeySet();

    void add(Breakable connection) {
        open.add(connection);
    }

    void remove(Breakable connection) {
        open.remove(connection);
    }

    void breakAll() {
        open.forEach(Breakable::breakOff);
    }

    void endAll(EtcdError error) {
        open.forEach(connection -> connection.end(error));
    }

    void endThoseThatNeedALeader() {
        open.stream().filter(Breakable::needsLeader).forEach(connection -> connection.end(EtcdErrors.NO_LEADER));
    }

    int size() {
        return open.size();
    }
}
