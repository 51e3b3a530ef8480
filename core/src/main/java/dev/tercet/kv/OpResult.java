package dev.tercet.kv;

/**
 * What an {@link Op} answers; inside a transaction the header holds the revision only.
 *
 * @since 0.1
 */
public sealed interface OpResult permits GetResult, PutResult, DeleteResult, TxnResult {
    /** The header of the answer. */
    Header header();
}
