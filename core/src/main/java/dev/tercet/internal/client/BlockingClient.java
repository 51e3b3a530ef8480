package dev.tercet.internal.client;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.Auth;
import dev.tercet.Cluster;
import dev.tercet.Elections;
import dev.tercet.EtcdClient;
import dev.tercet.Kv;
import dev.tercet.Leases;
import dev.tercet.Locks;
import dev.tercet.Maintenance;
import dev.tercet.Watches;
import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.kv.Bytes;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/** A client's view for callers who wait. */
final class BlockingClient implements EtcdClient {
    private final View view;
    private final Shared shared;
    private final Kv kv;

    BlockingClient(View view, Shared shared) {
        this.view = view;
        this.shared = shared;
        this.kv = new BlockingKv(view);
    }

    private EtcdClient over(View other) {
        return new BlockingClient(other, shared);
    }

    @Override
    public Kv kv() {
        return kv;
    }

    @Override
    public Leases leases() {
        return new BlockingLeases(view);
    }

    @Override
    public Watches watches() {
        return new BlockingWatches(view, shared.parcels());
    }

    @Override
    public Locks locks() {
        return new BlockingLocks(view, shared.claims());
    }

    @Override
    public Elections elections() {
        return new BlockingElections(view, shared.claims());
    }

    @Override
    public Cluster cluster() {
        return new BlockingCluster(view);
    }

    @Override
    public Maintenance maintenance() {
        return new BlockingMaintenance(view);
    }

    @Override
    public Auth auth() {
        return new BlockingAuth(view);
    }

    @Override
    public AsyncEtcdClient async() {
        return new AsyncClient(view, shared);
    }

    @Override
    public EtcdClient with(CallOptions options) {
        return over(view.with(Objects.requireNonNull(options, "options")));
    }

    @Override
    public EtcdClient withTimeout(Duration timeout) {
        return over(view.with(view.options().withTimeout(timeout)));
    }

    @Override
    public EtcdClient withNamespace(Bytes prefix) {
        return over(view.with(view.namespace().inner(prefix)));
    }

    @Override
    public EtcdClient withNamespace(String prefix) {
        return withNamespace(Given.text("prefix", prefix, view.charset()));
    }

    @Override
    public Bytes namespace() {
        return view.namespace().prefix();
    }

    @Override
    public EtcdClient withCharset(Charset charset) {
        return over(view.with(Objects.requireNonNull(charset, "charset")));
    }

    @Override
    public EtcdClient withCallbacksOnIoThread() {
        return over(view.inPlace());
    }

    @Override
    public EtcdClient withCallbacksHandedOver() {
        View other = view.handedOver();
        return other.equals(view) ? this : over(other);
    }

    @Override
    public Executor callbackExecutor() {
        return view.callbacks().threads();
    }

    @Override
    public CallOptions options() {
        return view.options();
    }

    @Override
    public List<String> endpoints() {
        return shared.engine().endpoints();
    }

    @Override
    public void replaceCredentials(Credentials credentials) {
        shared.engine().replaceCredentials(Objects.requireNonNull(credentials, "credentials"));
    }

    @Override
    public void close() {
        shared.shutdown().run();
    }

    @Override
    public String toString() {
        return "etcd client of " + shared.engine().endpoints();
    }
}
