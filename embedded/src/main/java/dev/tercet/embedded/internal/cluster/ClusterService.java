package dev.tercet.embedded.internal.cluster;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;

/** The service Cluster. */
public final class ClusterService {
    public ClusterService(Apply apply, Headers headers, Identity identity, Guard guard) {}

    /** Adds its rows. */
    public void addTo(MethodTable methods) {}
}
