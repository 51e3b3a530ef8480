package dev.tercet.recipes.internal.commit;

import dev.tercet.kv.TxnResult;

/**
 * What became of a guarded transaction.
 *
 * @param applied whether it was applied, once
 * @param revision the revision it made if it was; otherwise the store's when it was refused
 * @param result what the server answered last: of the branch that was taken then, which for a transaction whose reply was lost may
 *     be {@code orElse} though it was applied
 */
public record Verdict(boolean applied, long revision, TxnResult result) {}
