package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.Deque;

/**
 * Transactions, also in each other. None has both deletions and puts that keep what is there: a put that finds nothing to keep after
 * the checks have passed brings a real etcd down, and its checks take no notice of a deletion without an upper bound.
 */
final class TxnSteps {
    private static final int DEPTH = 3;

    private TxnSteps() {}

    static void txn(Dice dice, World world, Deque<Step> out) {
        out.add(Step.Call.of(Methods.KV + "Txn", txn(dice, world, dice.chance(50), DEPTH)));
    }

    /** One operation more than a server takes, or exactly as many. */
    static void manyOperations(Dice dice, World world, Deque<Step> out) {
        int operations = dice.pick(128, 129);
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (int i = 0; i < operations; i++) {
            RequestOp read = RequestOp.newBuilder()
                    .setRequestRange(RangeRequest.newBuilder().setKey(dice.key()))
                    .build();
            if (dice.chance(99)) {
                txn.addSuccess(read);
            } else {
                txn.addFailure(read).addCompare(compare(dice, world));
            }
        }
        out.add(Step.Call.of(Methods.KV + "Txn", txn.build()));
    }

    private static TxnRequest txn(Dice dice, World world, boolean deletes, int depth) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (int i = dice.below(3); i > 0; i--) {
            txn.addCompare(compare(dice, world));
        }
        for (int i = dice.below(4); i > 0; i--) {
            txn.addSuccess(op(dice, world, deletes, depth));
        }
        for (int i = dice.below(4); i > 0; i--) {
            txn.addFailure(op(dice, world, deletes, depth));
        }
        return txn.build();
    }

    private static RequestOp op(Dice dice, World world, boolean deletes, int depth) {
        RequestOp.Builder op = RequestOp.newBuilder();
        return switch (dice.below(10)) {
            case 0, 1, 2, 3 -> put(dice, world, deletes);
            case 4, 5, 6 -> op.setRequestRange(range(dice, world)).build();
            case 7 -> deletes ? op.setRequestDeleteRange(KvSteps.delete(dice)).build() : put(dice, world, false);
            case 8 ->
                depth == 0
                        ? put(dice, world, deletes)
                        : op.setRequestTxn(txn(dice, world, deletes, depth - 1)).build();
            default ->
                dice.chance(20)
                        ? op.build()
                        : op.setRequestRange(range(dice, world)).build();
        };
    }

    private static RequestOp put(Dice dice, World world, boolean deletes) {
        PutRequest.Builder put = KvSteps.put(dice, world).toBuilder();
        if (deletes) {
            put.clearIgnoreValue().clearIgnoreLease();
        }
        return RequestOp.newBuilder().setRequestPut(put).build();
    }

    /** Mostly at no revision: one that cannot be read fails all of the transaction. */
    private static RangeRequest range(Dice dice, World world) {
        RangeRequest range = KvSteps.range(dice, world);
        return dice.chance(80) ? range.toBuilder().clearRevision().build() : range;
    }

    private static Compare compare(Dice dice, World world) {
        ByteString key = dice.key();
        Compare.Builder compare = Compare.newBuilder()
                .setKey(key)
                .setResultValue(dice.chance(97) ? dice.below(4) : dice.pick(4, -1))
                .setTargetValue(dice.chance(97) ? dice.below(5) : dice.pick(5, -1));
        if (dice.chance(25)) {
            compare.setRangeEnd(dice.end(key));
        }
        // Mostly what is compared is what is given.
        int given = dice.chance(90) ? compare.getTargetValue() : dice.below(6);
        switch (given) {
            case 0 -> compare.setVersion(dice.chance(90) ? dice.below(4) : -1);
            case 1 -> compare.setCreateRevision(dice.chance(40) ? 0 : dice.revision(world));
            case 2 -> compare.setModRevision(dice.chance(40) ? 0 : dice.revision(world));
            case 3 -> compare.setValue(dice.value());
            case 4 -> compare.setLease(dice.chance(40) ? 0 : dice.lease(world));
            default -> compare.clearTargetUnion();
        }
        return compare.build();
    }
}
