package dev.tercet.embedded.internal.server;

import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import java.util.function.Supplier;

/** The faults of whichever server there is, so that who holds them need not hear of a reset. */
record CurrentFaults(Supplier<Faults> current) implements Faults {
    @Override
    public LiveFault add(Fault fault) {
        return current.get().add(fault);
    }

    @Override
    public void clear() {
        current.get().clear();
    }

    @Override
    public void loseLeader() {
        current.get().loseLeader();
    }

    @Override
    public void electLeader() {
        current.get().electLeader();
    }

    @Override
    public void expireTokens() {
        current.get().expireTokens();
    }

    @Override
    public void holdWatches() {
        current.get().holdWatches();
    }

    @Override
    public void releaseWatches() {
        current.get().releaseWatches();
    }

    @Override
    public void compactUnderWatches() {
        current.get().compactUnderWatches();
    }

    @Override
    public void fragmentWatchesAbove(int bytes) {
        current.get().fragmentWatchesAbove(bytes);
    }

    @Override
    public void fragmentWatchesAsEtcd() {
        current.get().fragmentWatchesAsEtcd();
    }

    @Override
    public void breakConnections() {
        current.get().breakConnections();
    }
}
