package dev.tercet.internal.client;

import dev.tercet.AsyncAuth;
import dev.tercet.AsyncCluster;
import dev.tercet.AsyncElections;
import dev.tercet.AsyncEtcdClient;
import dev.tercet.AsyncKv;
import dev.tercet.AsyncLeases;
import dev.tercet.AsyncLocks;
import dev.tercet.AsyncMaintenance;
import dev.tercet.AsyncWatches;

/**
 * A client's view in futures.
 *
 * @param view what its services are made of
 * @param shared what all views of the client share
 */
record AsyncClient(View view, Shared shared) implements AsyncEtcdClient {
    @Override
    public AsyncKv kv() {
        return new EngineKv(view);
    }

    @Override
    public AsyncLeases leases() {
        return new EngineLeases(view);
    }

    @Override
    public AsyncWatches watches() {
        return new EngineWatches(view, shared.parcels());
    }

    @Override
    public AsyncLocks locks() {
        return new EngineLocks(view, shared.claims());
    }

    @Override
    public AsyncElections elections() {
        return new EngineElections(view, shared.claims());
    }

    @Override
    public AsyncCluster cluster() {
        return new EngineCluster(view);
    }

    @Override
    public AsyncMaintenance maintenance() {
        return new EngineMaintenance(view);
    }

    @Override
    public AsyncAuth auth() {
        return new EngineAuth(view);
    }
}
