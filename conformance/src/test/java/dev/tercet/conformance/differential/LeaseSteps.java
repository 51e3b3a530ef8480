package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseLeasesRequest;
import dev.tercet.proto.etcdserverpb.LeaseRevokeRequest;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveRequest;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** Leases, which last longer than any test unless they are revoked. */
final class LeaseSteps {
    private static final long LONGEST = 9_000_000_000L;

    private LeaseSteps() {}

    static void lease(Dice dice, World world, Deque<Step> out) {
        switch (dice.below(10)) {
            case 0, 1, 2, 3 -> grant(dice, out);
            case 4, 5 ->
                out.add(call(
                        "LeaseRevoke",
                        LeaseRevokeRequest.newBuilder().setID(dice.lease(world)).build()));
            case 6, 7 ->
                out.add(call(
                        "LeaseTimeToLive",
                        LeaseTimeToLiveRequest.newBuilder()
                                .setID(dice.chance(5) ? 0 : dice.lease(world))
                                .setKeys(dice.chance(70))
                                .build()));
            case 8 -> out.add(renewals(dice, world));
            default -> out.add(call("LeaseLeases", LeaseLeasesRequest.getDefaultInstance()));
        }
    }

    private static Step.Renew renewals(Dice dice, World world) {
        List<LeaseKeepAliveRequest> requests = Stream.generate(() -> renewal(dice, world))
                .limit(1 + dice.below(5))
                .toList();
        return new Step.Renew(requests, Step.NOBODY);
    }

    private static LeaseKeepAliveRequest renewal(Dice dice, World world) {
        return LeaseKeepAliveRequest.newBuilder()
                .setID(dice.chance(5) ? 0 : dice.lease(world))
                .build();
    }

    private static void grant(Dice dice, Deque<Step> out) {
        long ttl = dice.chance(70)
                ? 1_000_000 + dice.below(1000)
                : dice.pick(LONGEST, LONGEST + 1, Long.MAX_VALUE, Long.MIN_VALUE, 0L, 1L, -1L);
        LeaseGrantRequest request = LeaseGrantRequest.newBuilder()
                .setID(dice.chance(5) ? 0 : dice.anyLease())
                .setTTL(ttl)
                .build();
        if (request.getID() == 0) {
            out.add(new Step.GrantAny(request, Step.NOBODY));
            return;
        }
        out.add(call("LeaseGrant", request));
        if (ttl < 100) {
            out.add(call(
                    "LeaseRevoke",
                    LeaseRevokeRequest.newBuilder().setID(request.getID()).build()));
        }
    }

    private static Step.Call call(String method, Message request) {
        return Step.Call.of(Methods.LEASE + method, request);
    }
}
