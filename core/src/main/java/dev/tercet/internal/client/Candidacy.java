package dev.tercet.internal.client;

import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.election.Observation;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.internal.election.Observer;
import dev.tercet.kv.Bytes;
import dev.tercet.spi.ElectionRpcs;
import java.util.function.Consumer;

/** What both views of the election service do, with the namespace in its place. */
record Candidacy(View view, Claims claims) {
    Chain<LeaderKey> campaign(Bytes name, long lease, Bytes value) {
        Bytes whole = view.namespace().in(Given.name("name", name));
        ElectionRpcs.Campaign request = new ElectionRpcs.Campaign(whole, lease, value);
        return Acquisition.start(
                view,
                claims,
                ElectionRpcs.CAMPAIGN,
                request,
                whole,
                lease,
                LeaderKey::key,
                (key, found) -> view.namespace().out(key));
    }

    ElectionRpcs.Proclaim proclaiming(LeaderKey leader, Bytes value) {
        return new ElectionRpcs.Proclaim(view.namespace().in(leader), value);
    }

    ElectionRpcs.Resign resigning(LeaderKey leader) {
        LeaderKey whole = view.namespace().in(leader);
        claims.release(whole.key());
        return new ElectionRpcs.Resign(whole);
    }

    ElectionRpcs.Ask asking(Bytes name) {
        return new ElectionRpcs.Ask(view.namespace().in(Given.name("name", name)));
    }

    /** Whether a failed question for the leader means that there is none. */
    static boolean saysNobody(Throwable failure) {
        return failure instanceof RejectedEtcdException rejected && rejected.code() == ErrorCode.NOT_ELECTED;
    }

    Observation observe(Bytes name, Consumer<? super Leader> listener) {
        return Observer.listening(
                view.calls(),
                view.scheduler(),
                view.callbacks(),
                asking(name),
                leader -> listener.accept(view.namespace().out(leader)));
    }

    Observation observe(Bytes name) {
        return Observer.iterating(
                view.calls(), view.scheduler(), view.callbacks(), asking(name), view.namespace()::out);
    }
}
