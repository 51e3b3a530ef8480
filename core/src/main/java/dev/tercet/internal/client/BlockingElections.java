package dev.tercet.internal.client;

import dev.tercet.Elections;
import dev.tercet.connection.CallOptions;
import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.election.Observation;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.engine.Waiting;
import java.util.Optional;
import java.util.function.Consumer;

/** The election service over the engine, for callers who wait. */
public final class BlockingElections implements Elections {
    private final View view;
    private final Candidacy elections;

    /** {@code claims} is one for all locks and elections of a client. */
    public BlockingElections(View view, Claims claims) {
        this.view = view;
        this.elections = new Candidacy(view, claims);
    }

    private Bytes bytes(String what, String text) {
        return Given.text(what, text, view.charset());
    }

    @Override
    public Elections with(CallOptions options) {
        return new BlockingElections(view.with(options), elections.claims());
    }

    @Override
    public LeaderKey campaign(Bytes name, long lease, Bytes value) {
        return Waiting.on("campaign in " + name, Outcome.UNKNOWN, () -> elections.campaign(name, lease, value));
    }

    @Override
    public LeaderKey campaign(String name, long lease, String value) {
        return campaign(bytes("name", name), lease, bytes("value", value));
    }

    @Override
    public Header proclaim(LeaderKey leader, Bytes value) {
        return view.calls().await(ElectionRpcs.PROCLAIM, elections.proclaiming(leader, value), view.options());
    }

    @Override
    public Header proclaim(LeaderKey leader, String value) {
        return proclaim(leader, bytes("value", value));
    }

    @Override
    public Header resign(LeaderKey leader) {
        return view.calls().await(ElectionRpcs.RESIGN, elections.resigning(leader), view.options());
    }

    @Override
    public Optional<Leader> leader(Bytes name) {
        try {
            Leader leader = view.calls().await(ElectionRpcs.LEADER, elections.asking(name), view.options());
            return Optional.of(view.namespace().out(leader));
        } catch (RejectedEtcdException e) {
            if (Candidacy.saysNobody(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Optional<Leader> leader(String name) {
        return leader(bytes("name", name));
    }

    @Override
    public Observation observe(Bytes name) {
        return elections.observe(name);
    }

    @Override
    public Observation observe(String name) {
        return observe(bytes("name", name));
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
