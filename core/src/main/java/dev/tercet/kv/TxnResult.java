package dev.tercet.kv;

import java.util.List;

/**
 * What a transaction answers.
 *
 * @param header its revision is the store's after the transaction
 * @param succeeded whether all compares held, so that the {@code then} branch ran
 * @param results one for each operation of the branch that ran, in the order of the operations
 * @since 0.1
 */
public record TxnResult(Header header, boolean succeeded, List<OpResult> results) implements OpResult {
    /** The store's revision after the transaction: its own if it wrote something. */
    public long revision() {
        return header.revision();
    }

    /**
     * The result of the operation at {@code index} of the branch that ran, which was a read.
     *
     * @throws ClassCastException if that operation was something else
     * @throws IndexOutOfBoundsException if the branch has no such operation
     */
    public GetResult get(int index) {
        return as(GetResult.class, index);
    }

    /** Like {@link #get(int)}, for a put. */
    public PutResult put(int index) {
        return as(PutResult.class, index);
    }

    /** Like {@link #get(int)}, for a delete. */
    public DeleteResult delete(int index) {
        return as(DeleteResult.class, index);
    }

    /** Like {@link #get(int)}, for a nested transaction. */
    public TxnResult txn(int index) {
        return as(TxnResult.class, index);
    }

    private <R extends OpResult> R as(Class<R> type, int index) {
        OpResult result = results.get(index);
        if (!type.isInstance(result)) {
            throw new ClassCastException("operation " + index + " of the " + (succeeded ? "then" : "else")
                    + " branch answered a " + result.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return type.cast(result);
    }
}
