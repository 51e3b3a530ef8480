package dev.tercet.conformance.differential;

import com.google.protobuf.ByteString;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseLeasesRequest;
import dev.tercet.proto.etcdserverpb.LeaseLeasesResponse;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.Event.EventType;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Leases that nobody renews any more, all at once, since it takes the seconds that it takes. */
final class ExpirySteps {
    private static final int STREAM = 9;
    private static final ByteString FIRST = ByteString.copyFromUtf8("e/");
    private static final ByteString END = ByteString.copyFromUtf8("e0");
    private static final Office OFFICE = new Office("e/office");

    private static final long KEYS = 201;
    private static final long MOVED = 202;
    private static final long WITHOUT = 203;
    private static final long RENEWED = 204;
    private static final long LASTING = 205;
    private static final int CANDIDATE = 20;

    // Short, and still long enough for all steps before the end even if the machine is busy.
    private static final long TTL = 3;

    private ExpirySteps() {}

    static void expire(Dice dice, World world, Deque<Step> out) {
        for (int stream = 0; stream < STREAM; stream++) {
            out.add(new Step.Abandon(stream));
        }
        WatchCreateRequest.Builder create =
                WatchCreateRequest.newBuilder().setKey(FIRST).setRangeEnd(END).setPrevKv(true);
        out.add(new Step.Watching(
                STREAM, WatchRequest.newBuilder().setCreateRequest(create).build(), 1, Step.NOBODY));
        out.add(Office.grant(LASTING));
        out.add(Office.grant(KEYS, TTL));
        out.add(Office.grant(MOVED, TTL + 1));
        out.add(Office.grant(WITHOUT, TTL));
        out.add(Office.grant(RENEWED, TTL));
        for (int i = 5; i > 0; i--) {
            out.add(put("e/" + i, dice.value(), KEYS));
        }
        out.add(put("e/2", dice.value(), MOVED));
        out.add(put("e/4", dice.value(), MOVED));
        out.add(put("e/5", dice.value(), 0));
        out.add(OFFICE.campaign(RENEWED, dice.value()));
        out.add(new Step.Begin(CANDIDATE, OFFICE.campaign(LASTING, dice.value())));
        out.add(OFFICE.queued(2));
        out.add(timeToLive(KEYS));
        out.add(new Step.Renew(List.of(renewal(RENEWED), renewal(MOVED), renewal(RENEWED)), Step.NOBODY));
        out.add(new Step.Waits(CANDIDATE));
        out.add(new Step.Expired(STREAM, 5));
        out.add(new Step.Finish(CANDIDATE));
        out.add(OFFICE.leader());
        out.add(new Step.Until(
                Step.Call.of(Methods.LEASE + "LeaseLeases", LeaseLeasesRequest.getDefaultInstance()),
                "the leases are gone",
                reply -> ((LeaseLeasesResponse) reply)
                        .getLeasesList().stream()
                                .noneMatch(lease -> lease.getID() >= KEYS && lease.getID() <= RENEWED)));
        out.add(Step.Call.of(
                Methods.KV + "Range",
                RangeRequest.newBuilder().setKey(ByteString.copyFromUtf8("e/5")).build()));
        LongStream.rangeClosed(KEYS, LASTING).forEach(lease -> {
            out.add(timeToLive(lease));
            out.add(new Step.Renew(List.of(renewal(lease), renewal(lease)), Step.NOBODY));
            out.add(put("e/6", dice.value(), lease));
            out.add(Office.revoke(lease));
        });
        out.add(Office.grant(KEYS));
        out.add(put("e/1", dice.value(), KEYS));
        out.add(timeToLive(KEYS));
        out.add(Office.revoke(KEYS));
        out.add(new Step.Settle(world.master()));
    }

    /** Events in lines: puts as they came, then the deletions of each lease, whose revisions count from its first. */
    static List<String> byLease(List<Event> events) {
        List<String> puts = new ArrayList<>();
        Map<Long, List<Event>> deletions = new TreeMap<>();
        for (Event event : events) {
            if (event.getType() == EventType.PUT) {
                puts.add(Texts.of(event));
            } else {
                deletions
                        .computeIfAbsent(event.getPrevKv().getLease(), lease -> new ArrayList<>())
                        .add(event);
            }
        }
        List<String> lines = new ArrayList<>(puts);
        deletions.forEach((lease, all) -> {
            long first = all.get(0).getKv().getModRevision();
            for (Event event : all) {
                Event.Builder one = event.toBuilder();
                one.getKvBuilder().setModRevision(event.getKv().getModRevision() - first);
                lines.add("lease " + lease + ": " + Texts.of(one.build()));
            }
        });
        return lines;
    }

    private static Step put(String key, ByteString value, long lease) {
        return Step.Call.of(
                Methods.KV + "Put",
                PutRequest.newBuilder()
                        .setKey(ByteString.copyFromUtf8(key))
                        .setValue(value)
                        .setLease(lease)
                        .build());
    }

    private static Step timeToLive(long lease) {
        return Step.Call.of(
                Methods.LEASE + "LeaseTimeToLive",
                LeaseTimeToLiveRequest.newBuilder().setID(lease).setKeys(true).build());
    }

    private static LeaseKeepAliveRequest renewal(long lease) {
        return LeaseKeepAliveRequest.newBuilder().setID(lease).build();
    }
}
