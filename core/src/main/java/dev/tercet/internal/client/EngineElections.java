package dev.tercet.internal.client;

import dev.tercet.AsyncElections;
import dev.tercet.connection.CallOptions;
import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.election.Observation;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.spi.ElectionRpcs;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The election service over the engine. */
public final class EngineElections implements AsyncElections {
    private final View view;
    private final Candidacy elections;

    /** {@code claims} is one for all locks and elections of a client. */
    public EngineElections(View view, Claims claims) {
        this.view = view;
        this.elections = new Candidacy(view, claims);
    }

    private Bytes bytes(String what, String text) {
        return Given.text(what, text, view.charset());
    }

    @Override
    public AsyncElections with(CallOptions options) {
        return new EngineElections(view.with(options), elections.claims());
    }

    @Override
    public CompletableFuture<LeaderKey> campaign(Bytes name, long lease, Bytes value) {
        return Delivered.on(view.callbacks(), elections.campaign(name, lease, value), this::resign);
    }

    @Override
    public CompletableFuture<LeaderKey> campaign(String name, long lease, String value) {
        return campaign(bytes("name", name), lease, bytes("value", value));
    }

    @Override
    public CompletableFuture<Header> proclaim(LeaderKey leader, Bytes value) {
        return view.call(ElectionRpcs.PROCLAIM, elections.proclaiming(leader, value), view.options());
    }

    @Override
    public CompletableFuture<Header> proclaim(LeaderKey leader, String value) {
        return proclaim(leader, bytes("value", value));
    }

    @Override
    public CompletableFuture<Header> resign(LeaderKey leader) {
        return view.call(ElectionRpcs.RESIGN, elections.resigning(leader), view.options());
    }

    @Override
    public CompletableFuture<Optional<Leader>> leader(Bytes name) {
        Chain<Optional<Leader>> leader = Chain.call(
                        view.calls(), ElectionRpcs.LEADER, elections.asking(name), view.options())
                .map(view.namespace()::out)
                .map(Optional::of)
                .orIf(Candidacy::saysNobody, Optional.empty());
        return Delivered.on(view.callbacks(), leader);
    }

    @Override
    public CompletableFuture<Optional<Leader>> leader(String name) {
        return leader(bytes("name", name));
    }

    @Override
    public Observation observe(Bytes name, Consumer<? super Leader> listener) {
        return elections.observe(name, listener);
    }

    @Override
    public Observation observe(String name, Consumer<? super Leader> listener) {
        return observe(bytes("name", name), listener);
    }
}
