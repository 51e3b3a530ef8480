package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.rpc.MethodTable;

/** The service Watch. */
public final class WatchService {
    public WatchService(Watching watching) {}

    /** Adds its rows. */
    public void addTo(MethodTable methods) {}
}
