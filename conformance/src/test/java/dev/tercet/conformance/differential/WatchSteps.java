package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.WatchCancelRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchProgressRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Watches on a few streams. */
final class WatchSteps {
    /**
     * The stream of those watches that keep a server from ever reporting progress: from revisions that are yet to come or are gone.
     * None here is ever behind.
     */
    static final int ODD = 2;

    /** A stream for those who may not see the marker; only its answers are compared. */
    static final int STRANGE = 3;

    /** One of which the client closes its half. */
    private static final int SILENT = 4;

    private static final int MANY = 8;

    private WatchSteps() {}

    static void watch(Dice dice, World world, Deque<Step> out) {
        int stream = dice.below(ODD + 1);
        Set<Long> ids = world.watches(stream);
        if (dice.chance(3)) {
            out.add(new Step.Settle(world.master()));
            out.add(new Step.Abandon(stream));
        } else if (ids.size() > MANY || dice.chance(25)) {
            cancel(dice, world, stream, out);
        } else if (dice.chance(5)) {
            out.add(step(
                    stream,
                    dice.chance(20)
                            ? WatchRequest.newBuilder()
                            : WatchRequest.newBuilder().setProgressRequest(WatchProgressRequest.getDefaultInstance()),
                    0));
        } else if (stream == ODD) {
            odd(dice, world, out);
        } else {
            WatchCreateRequest.Builder create = create(dice);
            if (dice.chance(50)) {
                create.setStartRevision(dice.within(Math.max(1, world.compacted()), world.revision()));
            }
            out.add(step(stream, WatchRequest.newBuilder().setCreateRequest(create), 1));
        }
    }

    /** A watch that goes on although its client has nothing more to say. */
    static void silent(Dice dice, World world, Deque<Step> out) {
        WatchCreateRequest.Builder create = create(dice).clearStartRevision();
        out.add(step(SILENT, WatchRequest.newBuilder().setCreateRequest(create), 1));
        out.add(new Step.HalfClose(SILENT));
        KvSteps.put(dice, world, out);
        KvSteps.delete(dice, world, out);
        out.add(new Step.Settle(world.master()));
        out.add(new Step.Abandon(SILENT));
    }

    /** What somebody who may not do everything asks for. */
    static void strange(Dice dice, World world, Deque<Step> out) {
        if (world.watches(STRANGE).size() > MANY || dice.chance(30)) {
            out.add(new Step.Abandon(STRANGE));
        }
        out.add(step(STRANGE, WatchRequest.newBuilder().setCreateRequest(create(dice)), 1));
    }

    private static void odd(Dice dice, World world, Deque<Step> out) {
        WatchCreateRequest.Builder create = create(dice);
        ByteString key = create.getKey().isEmpty() ? Dice.ZERO : create.getKey();
        boolean gone = world.compacted() > 1 && dice.chance(30);
        if (gone) {
            // Of a range that is not empty and with an id of its own, so that it is known what will come.
            create.setKey(key).clearRangeEnd().clearWatchId();
            create.setStartRevision(dice.within(1, world.compacted() - 1));
        } else {
            create.setStartRevision(
                    dice.pick(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, world.revision() + 1 + dice.below(20)));
        }
        out.add(step(ODD, WatchRequest.newBuilder().setCreateRequest(create), gone ? 2 : 1));
    }

    private static void cancel(Dice dice, World world, int stream, Deque<Step> out) {
        Set<Long> ids = world.watches(stream);
        boolean known = !ids.isEmpty() && dice.chance(90);
        long id = known ? dice.pick(List.copyOf(ids)) : 55;
        out.add(new Step.Settle(world.master()));
        out.add(step(
                stream,
                WatchRequest.newBuilder()
                        .setCancelRequest(WatchCancelRequest.newBuilder().setWatchId(id)),
                known ? 1 : 0));
    }

    private static WatchCreateRequest.Builder create(Dice dice) {
        ByteString key = dice.key();
        WatchCreateRequest.Builder create = WatchCreateRequest.newBuilder()
                .setKey(key)
                .setRangeEnd(dice.end(key))
                .setPrevKv(dice.chance(40))
                .setProgressNotify(dice.chance(20))
                .setFragment(dice.chance(20));
        if (dice.chance(30)) {
            for (int i = dice.below(3); i > 0; i--) {
                create.addFiltersValue(dice.chance(95) ? dice.below(2) : 7);
            }
        }
        if (dice.chance(25)) {
            create.setWatchId(dice.chance(85) ? 1 + dice.below(6) : dice.pick(-7L, Marker.WATCH, 77L));
        }
        return create;
    }

    private static Step.Watching step(int stream, WatchRequest.Builder request, int awaited) {
        return new Step.Watching(stream, request.build(), awaited, Step.NOBODY);
    }
}
