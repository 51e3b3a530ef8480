package dev.tercet.internal.client;

import dev.tercet.AsyncCluster;
import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
import dev.tercet.connection.CallOptions;
import dev.tercet.spi.ClusterRpcs;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Members of the cluster over the engine. */
public final class EngineCluster implements AsyncCluster {
    private final View view;

    public EngineCluster(View view) {
        this.view = view;
    }

    @Override
    public AsyncCluster with(CallOptions options) {
        return new EngineCluster(view.with(options));
    }

    @Override
    public CompletableFuture<Members> members() {
        return view.call(ClusterRpcs.LIST, new ClusterRpcs.ListAll(true), view.options());
    }

    @Override
    public CompletableFuture<Members> membersLocally() {
        return view.call(ClusterRpcs.LIST, new ClusterRpcs.ListAll(false), view.options());
    }

    @Override
    public CompletableFuture<MemberAdded> add(List<String> peerUrls) {
        return view.call(ClusterRpcs.ADD, new ClusterRpcs.Add(Given.peerUrls(peerUrls), false), view.options());
    }

    @Override
    public CompletableFuture<MemberAdded> addLearner(List<String> peerUrls) {
        return view.call(ClusterRpcs.ADD, new ClusterRpcs.Add(Given.peerUrls(peerUrls), true), view.options());
    }

    @Override
    public CompletableFuture<Members> remove(long id) {
        return view.call(ClusterRpcs.REMOVE, new ClusterRpcs.Remove(id), view.options());
    }

    @Override
    public CompletableFuture<Members> update(long id, List<String> peerUrls) {
        return view.call(ClusterRpcs.UPDATE, new ClusterRpcs.Update(id, Given.peerUrls(peerUrls)), view.options());
    }

    @Override
    public CompletableFuture<Members> promote(long id) {
        return view.call(ClusterRpcs.PROMOTE, new ClusterRpcs.Promote(id), view.options());
    }
}
