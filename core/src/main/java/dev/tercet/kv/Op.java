package dev.tercet.kv;

/**
 * One operation, a value: it serves alone ({@code kv().execute(op)}) and inside a {@link Txn}, and a transaction nests.
 *
 * @param <R> what it answers
 * @since 0.1
 */
public sealed interface Op<R extends OpResult> permits Get, Put, Delete, Txn {}
