package dev.tercet.recipes.internal.election;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.contention.Contender;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the elections of one session share.
 *
 * @param contender its places in queues
 * @param proclaimed the keys whose value was proclaimed since they were put: what a turn knows of their values may be old
 */
public record Office(Contender contender, Set<Bytes> proclaimed) {
    /** Of the session that these places are of. */
    public static Office of(Contender contender) {
        return new Office(contender, ConcurrentHashMap.newKeySet());
    }
}
