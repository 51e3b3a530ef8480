package dev.tercet.recipes.internal.election;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.election.Candidate;
import dev.tercet.recipes.election.ElectionView;
import dev.tercet.recipes.election.LeaderObservation;
import dev.tercet.recipes.election.LeaderSignal;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** An election from the outside. */
public class EtcdElectionView implements ElectionView {
    private final EtcdClient etcd;
    private final Bytes name;

    /** The election of this name. */
    public EtcdElectionView(EtcdClient etcd, Bytes name) {
        this.etcd = etcd;
        this.name = Given.name(name);
    }

    @Override
    public final Bytes name() {
        return name;
    }

    @Override
    public final CompletableFuture<Optional<Candidate>> leaderAsync() {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(Candidates.inOrder(name).limit(1)))
                        .thenApply(found -> found.first().map(Candidates::of)));
    }

    @Override
    public final CompletableFuture<List<Candidate>> candidatesAsync() {
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(Candidates.inOrder(name)))
                        .thenApply(found ->
                                found.kvs().stream().map(Candidates::of).toList()));
    }

    @Override
    public final LeaderObservation observe() {
        return new ReadObservation(etcd, name);
    }

    @Override
    public final LeaderObservation observe(Consumer<? super LeaderSignal> listener) {
        return LeaderListener.start(etcd, name, Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public String toString() {
        return "election " + name;
    }
}
