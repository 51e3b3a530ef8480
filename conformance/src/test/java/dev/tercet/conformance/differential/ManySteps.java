package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest.SortOrder;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.Deque;

/** More keys than anywhere else, and reads of them page by page. */
final class ManySteps {
    private static final ByteString FIRST = ByteString.copyFromUtf8("m/");
    private static final ByteString END = ByteString.copyFromUtf8("m0");
    private static final int KEYS = 600;

    private ManySteps() {}

    static void many(Dice dice, World world, Deque<Step> out) {
        for (int i = 0; i < 3; i++) {
            out.add(Step.Call.of(Methods.KV + "Txn", puts(dice)));
        }
        for (int i = 0; i < 6; i++) {
            out.add(Step.Call.of(Methods.KV + dice.pick("Range", "RangeStream"), page(dice, world)));
        }
        if (dice.chance(50)) {
            ByteString key = key(dice.below(KEYS));
            out.add(Step.Call.of(
                    Methods.KV + "DeleteRange",
                    DeleteRangeRequest.newBuilder()
                            .setKey(key)
                            .setRangeEnd(END)
                            .setPrevKv(dice.chance(30))
                            .build()));
        }
    }

    private static TxnRequest puts(Dice dice) {
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        int first = dice.below(KEYS);
        int step = 1 + dice.below(4);
        for (int i = 0; i < 100; i++) {
            PutRequest.Builder put =
                    PutRequest.newBuilder().setKey(key(first + i * step)).setValue(dice.value());
            txn.addSuccess(RequestOp.newBuilder().setRequestPut(put));
        }
        return txn.build();
    }

    private static RangeRequest page(Dice dice, World world) {
        RangeRequest.Builder range = RangeRequest.newBuilder()
                .setKey(dice.chance(60) ? FIRST : key(dice.below(KEYS)))
                .setRangeEnd(END)
                .setLimit(dice.below(150))
                .setKeysOnly(dice.chance(50))
                .setSortOrder(dice.pick(SortOrder.NONE, SortOrder.ASCEND, SortOrder.DESCEND));
        if (dice.chance(30)) {
            range.setMinModRevision(world.revision() - dice.below(3));
        }
        if (dice.chance(30)) {
            range.setMaxCreateRevision(world.revision() - dice.below(3));
        }
        if (dice.chance(30)) {
            range.setRevision(Math.max(1, world.revision() - dice.below(5)));
        }
        return range.build();
    }

    private static ByteString key(int number) {
        return FIRST.concat(ByteString.copyFromUtf8(Integer.toString(1000 + number)));
    }
}
