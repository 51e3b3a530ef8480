package dev.tercet.gateway.internal.stream;

import dev.tercet.election.Leader;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.ElectionRpcs;
import dev.tercet.spi.Reply;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Asks who leads an election: a stream that observes it has missed nothing if that is who it named last, or if nobody leads, of
 * which it would not tell. A proclamation is told from the one before by its key's revision.
 *
 * <p>Threads: any; the fields are volatile, and each is written by one.
 */
final class LeaderCheck implements SilenceCheck<Leader> {
    private static final String NOBODY = "election: no leader";

    private final SideCalls calls;
    private final ElectionRpcs.Ask election;
    private final CallContext context;
    private volatile @Nullable KeyValue named;
    private volatile @Nullable WireCall underWay;

    LeaderCheck(SideCalls calls, ElectionRpcs.Ask election, CallContext context) {
        this.calls = calls;
        this.election = election;
        this.context = context;
    }

    @Override
    public void heard(Leader leader) {
        named = leader.kv();
    }

    @Override
    public void ask(Verdict verdict) {
        ask(verdict, true);
    }

    /** Once more if it was lost: the connection may have been one that was kept and closed by the server meanwhile. */
    private void ask(Verdict verdict, boolean again) {
        underWay = calls.call(ElectionRpcs.LEADER, election, context, new Reply<Leader>() {
            @Override
            public void onReply(Leader leader) {
                if (isNamed(leader.kv())) {
                    verdict.onNothing();
                } else {
                    verdict.onSomething();
                }
            }

            @Override
            public void onFailure(WireFailure failure) {
                if (failure.reach() == Reach.ANSWERED && failure.message().contains(NOBODY)) {
                    verdict.onNothing();
                } else if (failure.reach() == Reach.LOST && again) {
                    ask(verdict, false);
                } else {
                    verdict.onFailure(failure);
                }
            }
        });
    }

    private boolean isNamed(KeyValue leads) {
        KeyValue last = named;
        return last != null
                && last.key().equals(leads.key())
                && last.createRevision() == leads.createRevision()
                && last.modRevision() == leads.modRevision();
    }

    @Override
    public void giveUp() {
        WireCall call = underWay;
        if (call != null) {
            call.cancel();
        }
    }
}
