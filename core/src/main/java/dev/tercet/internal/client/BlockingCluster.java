package dev.tercet.internal.client;

import dev.tercet.Cluster;
import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
import dev.tercet.connection.CallOptions;
import dev.tercet.spi.ClusterRpcs;
import java.util.List;

/** Members of the cluster over the engine, for callers who wait. */
public final class BlockingCluster implements Cluster {
    private final View view;

    public BlockingCluster(View view) {
        this.view = view;
    }

    @Override
    public Cluster with(CallOptions options) {
        return new BlockingCluster(view.with(options));
    }

    @Override
    public Members members() {
        return view.calls().await(ClusterRpcs.LIST, new ClusterRpcs.ListAll(true), view.options());
    }

    @Override
    public Members membersLocally() {
        return view.calls().await(ClusterRpcs.LIST, new ClusterRpcs.ListAll(false), view.options());
    }

    @Override
    public MemberAdded add(List<String> peerUrls) {
        return view.calls()
                .await(ClusterRpcs.ADD, new ClusterRpcs.Add(Given.peerUrls(peerUrls), false), view.options());
    }

    @Override
    public MemberAdded addLearner(List<String> peerUrls) {
        return view.calls().await(ClusterRpcs.ADD, new ClusterRpcs.Add(Given.peerUrls(peerUrls), true), view.options());
    }

    @Override
    public Members remove(long id) {
        return view.calls().await(ClusterRpcs.REMOVE, new ClusterRpcs.Remove(id), view.options());
    }

    @Override
    public Members update(long id, List<String> peerUrls) {
        return view.calls()
                .await(ClusterRpcs.UPDATE, new ClusterRpcs.Update(id, Given.peerUrls(peerUrls)), view.options());
    }

    @Override
    public Members promote(long id) {
        return view.calls().await(ClusterRpcs.PROMOTE, new ClusterRpcs.Promote(id), view.options());
    }
}
