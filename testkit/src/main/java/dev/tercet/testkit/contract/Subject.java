package dev.tercet.testkit.contract;

import dev.tercet.Auth;
import dev.tercet.Cluster;
import dev.tercet.Elections;
import dev.tercet.EtcdClient;
import dev.tercet.Kv;
import dev.tercet.Leases;
import dev.tercet.Locks;
import dev.tercet.Maintenance;
import dev.tercet.Watches;
import java.time.Duration;

/**
 * A client, through one of its views: what suites call.
 *
 * @param client the client itself, for what is the same in both views
 * @param view which of the two does the work
 * @since 0.1
 */
public record Subject(EtcdClient client, ViewKind view) implements AutoCloseable {
    /** The client's {@code kv()}, through the view. */
    public Kv kv() {
        return view.service(Kv.class, client.kv(), client.async().kv());
    }

    /** The client's {@code leases()}, through the view. */
    public Leases leases() {
        return view.service(Leases.class, client.leases(), client.async().leases());
    }

    /** The client's {@code watches()}, through the view. */
    public Watches watches() {
        return view.service(Watches.class, client.watches(), client.async().watches());
    }

    /** The client's {@code locks()}, through the view. */
    public Locks locks() {
        return view.service(Locks.class, client.locks(), client.async().locks());
    }

    /** The client's {@code elections()}, through the view. */
    public Elections elections() {
        return view.service(Elections.class, client.elections(), client.async().elections());
    }

    /** The client's {@code cluster()}, through the view. */
    public Cluster cluster() {
        return view.service(Cluster.class, client.cluster(), client.async().cluster());
    }

    /** The client's {@code maintenance()}, through the view. */
    public Maintenance maintenance() {
        return view.service(
                Maintenance.class, client.maintenance(), client.async().maintenance());
    }

    /** The client's {@code auth()}, through the view. */
    public Auth auth() {
        return view.service(Auth.class, client.auth(), client.async().auth());
    }

    /** The same with another deadline for each call. */
    public Subject withTimeout(Duration timeout) {
        return new Subject(client.withTimeout(timeout), view);
    }

    @Override
    public void close() {
        client.close();
    }
}
