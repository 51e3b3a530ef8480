package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import java.util.Comparator;
import java.util.Deque;

/** Reads, writes and compactions. */
final class KvSteps {
    private static final ByteString FIRST_OF_FEW = ByteString.copyFromUtf8("a");
    private static final ByteString END_OF_FEW = ByteString.copyFromUtf8("d");

    private KvSteps() {}

    static void put(Dice dice, World world, Deque<Step> out) {
        out.add(Step.Call.of(Methods.KV + "Put", put(dice, world)));
    }

    static void range(Dice dice, World world, Deque<Step> out) {
        out.add(Step.Call.of(Methods.KV + (dice.chance(20) ? "RangeStream" : "Range"), range(dice, world)));
    }

    static void delete(Dice dice, World world, Deque<Step> out) {
        out.add(Step.Call.of(Methods.KV + "DeleteRange", delete(dice)));
    }

    /**
     * Settled first: whether a watch that is behind still sees what is compacted is a race. And if it goes on behind the reply, it is
     * waited for by one more that is refused, but not before.
     */
    static void compact(Dice dice, World world, Deque<Step> out) {
        out.add(new Step.Settle(world.master()));
        long revision = dice.chance(60) ? dice.within(world.compacted() + 1, world.revision()) : dice.revision(world);
        boolean physical = dice.chance(50);
        out.add(compact(revision, physical));
        if (!physical) {
            out.add(compact(revision, true));
        }
    }

    private static Step.Call compact(long revision, boolean physical) {
        return Step.Call.of(
                Methods.KV + "Compact",
                CompactionRequest.newBuilder()
                        .setRevision(revision)
                        .setPhysical(physical)
                        .build());
    }

    static PutRequest put(Dice dice, World world) {
        PutRequest.Builder put = PutRequest.newBuilder().setKey(dice.key()).setPrevKv(dice.chance(30));
        boolean ignoreValue = dice.chance(8);
        boolean ignoreLease = dice.chance(8);
        if (!ignoreValue || dice.chance(10)) {
            put.setValue(dice.value());
        }
        if (dice.chance(ignoreLease ? 10 : 30)) {
            put.setLease(dice.lease(world));
        }
        return put.setIgnoreValue(ignoreValue).setIgnoreLease(ignoreLease).build();
    }

    static DeleteRangeRequest delete(Dice dice) {
        ByteString key = dice.key();
        ByteString end = dice.end(key);
        // Seldom everything: there should be something to find.
        boolean wide = end.equals(Dice.ZERO) && dice.chance(70);
        return DeleteRangeRequest.newBuilder()
                .setKey(key)
                .setRangeEnd(wide ? ByteString.EMPTY : end)
                .setPrevKv(dice.chance(40))
                .build();
    }

    static RangeRequest range(Dice dice, World world) {
        ByteString key = dice.key();
        RangeRequest.Builder range = RangeRequest.newBuilder()
                .setKey(key)
                .setRangeEnd(dice.end(key))
                .setSerializable(dice.chance(20))
                .setKeysOnly(dice.chance(10))
                .setCountOnly(dice.chance(10));
        if (dice.chance(30)) {
            range.setLimit(dice.chance(90) ? dice.below(6) : dice.pick(-1L, Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (dice.chance(30)) {
            range.setRevision(dice.revision(world));
        }
        if (dice.chance(40)) {
            range.setSortOrderValue(dice.chance(97) ? dice.below(3) : dice.pick(3, -1));
            range.setSortTargetValue(dice.chance(97) ? dice.below(5) : dice.pick(5, -1));
            if (range.getSortTargetValue() > 0) {
                few(range);
            }
        }
        bounds(dice, world, range);
        return range.build();
    }

    /** Of keys that are alike etcd's sort keeps the order if there are twelve at most; of more it does as it likes. */
    private static void few(RangeRequest.Builder range) {
        Comparator<ByteString> order = ByteString.unsignedLexicographicalComparator();
        if (!range.getKey().isEmpty() && order.compare(range.getKey(), FIRST_OF_FEW) < 0) {
            range.setKey(FIRST_OF_FEW);
            range.setRangeEnd(range.getRangeEnd().isEmpty() ? ByteString.EMPTY : END_OF_FEW);
        }
        boolean many = range.getRangeEnd().equals(Dice.ZERO) || order.compare(range.getRangeEnd(), END_OF_FEW) > 0;
        if (many && order.compare(range.getKey(), END_OF_FEW) < 0) {
            range.setRangeEnd(END_OF_FEW);
        }
    }

    private static void bounds(Dice dice, World world, RangeRequest.Builder range) {
        if (dice.chance(7)) {
            range.setMinModRevision(dice.revision(world));
        }
        if (dice.chance(7)) {
            range.setMaxModRevision(dice.revision(world));
        }
        if (dice.chance(7)) {
            range.setMinCreateRevision(dice.revision(world));
        }
        if (dice.chance(7)) {
            range.setMaxCreateRevision(dice.revision(world));
        }
    }
}
