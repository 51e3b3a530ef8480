package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.WatchCancelRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.Deque;

/** What is too large for one message. */
final class BigSteps {
    /** The watch whose messages are compared one by one. */
    static final long WATCH = 500;

    private static final ByteString FIRST = ByteString.copyFromUtf8("x/1");
    private static final ByteString SECOND = ByteString.copyFromUtf8("x/2");
    private static final ByteString END = ByteString.copyFromUtf8("x0");

    private BigSteps() {}

    /** Larger than a server takes, or its gRPC. */
    static void request(Dice dice, World world, Deque<Step> out) {
        out.add(Step.Call.of(
                Methods.KV + "Put",
                PutRequest.newBuilder()
                        .setKey(dice.key())
                        .setValue(value(dice.pick(1_600_000, 2_000_000, 3_000_000)))
                        .build()));
    }

    /** A revision that a watch with fragments gets in several messages. */
    static void events(Dice dice, World world, Deque<Step> out) {
        WatchCreateRequest.Builder create = WatchCreateRequest.newBuilder()
                .setKey(FIRST)
                .setRangeEnd(END)
                .setPrevKv(dice.chance(70))
                .setFragment(dice.chance(80))
                .setWatchId(WATCH);
        out.add(new Step.Watching(
                0, WatchRequest.newBuilder().setCreateRequest(create).build(), 1, Step.NOBODY));
        for (int i = 0; i < 2; i++) {
            TxnRequest txn = TxnRequest.newBuilder()
                    .addSuccess(put(FIRST, 700_000 + dice.below(10_000)))
                    .addSuccess(put(SECOND, 700_000))
                    .build();
            out.add(Step.Call.of(Methods.KV + "Txn", txn));
        }
        out.add(Step.Call.of(
                Methods.KV + "DeleteRange",
                DeleteRangeRequest.newBuilder().setKey(FIRST).setRangeEnd(END).build()));
        out.add(new Step.Settle(world.master()));
        WatchCancelRequest.Builder cancel = WatchCancelRequest.newBuilder().setWatchId(WATCH);
        out.add(new Step.Watching(
                0, WatchRequest.newBuilder().setCancelRequest(cancel).build(), 1, Step.NOBODY));
    }

    private static RequestOp put(ByteString key, int size) {
        return RequestOp.newBuilder()
                .setRequestPut(PutRequest.newBuilder().setKey(key).setValue(value(size)))
                .build();
    }

    private static ByteString value(int size) {
        return ByteString.copyFromUtf8("v".repeat(size));
    }
}
