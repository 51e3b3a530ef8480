package dev.tercet.recipes.internal.barrier;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.barrier.DoubleBarrier;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.contention.Turn;
import dev.tercet.recipes.internal.flow.Given;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The double barriers of a session, and its places in them. Threads: any. */
public final class SessionBarriers {
    private final Contender contender;
    private final ConcurrentMap<Bytes, Turn> places = new ConcurrentHashMap<>();

    /** On what the session stands on. */
    public SessionBarriers(Contender contender) {
        this.contender = contender;
    }

    /** The one of this name. */
    public DoubleBarrier named(Bytes name, int members) {
        return new SessionDoubleBarrier(
                contender,
                places,
                new RoundCalls(Given.name(name), contender.ground().id()),
                Given.atLeastOne("members", members));
    }
}
