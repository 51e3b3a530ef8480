package dev.tercet.internal.call;

import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Rpc;

/**
 * What an endpoint that was set aside is asked, to find out whether it is well.
 *
 * @param rpc the row
 * @param request what is asked
 */
public record Question<Q, R>(Rpc<Q, R> rpc, Q request) {
    /** A linearizable read of one key that need not exist: it is answered only by a member that has a leader. */
    public static final Question<Get, GetResult> OF_V3 =
            new Question<>(KvRpcs.RANGE, Get.of(KeyRange.of("\0")).countOnly());
}
