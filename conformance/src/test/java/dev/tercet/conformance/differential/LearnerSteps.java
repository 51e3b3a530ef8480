package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import dev.tercet.proto.etcdserverpb.MemberAddRequest;
import dev.tercet.proto.etcdserverpb.MemberListRequest;
import dev.tercet.proto.etcdserverpb.MemberPromoteRequest;
import dev.tercet.proto.etcdserverpb.MemberRemoveRequest;
import dev.tercet.proto.etcdserverpb.MemberUpdateRequest;
import java.util.Deque;
import java.util.List;

/** A learner that never starts. A member with a vote is never added: with it a real etcd would have no quorum any more. */
final class LearnerSteps {
    private static final int PORTS = 60_000;

    private LearnerSteps() {}

    static void learner(Dice dice, World world, Deque<Step> out) {
        String first = url(dice);
        out.add(add(List.of(first)));
        out.add(list(dice));
        for (int i = 2 + dice.below(4); i > 0; i--) {
            out.add(
                    switch (dice.below(5)) {
                        case 0 -> add(dice.chance(50) ? List.of(url(dice)) : List.of(url(dice), first));
                        case 1 -> list(dice);
                        case 2 -> promote();
                        default -> update(dice);
                    });
        }
        KvSteps.put(dice, world, out);
        KvSteps.range(dice, world, out);
        out.add(promote());
        out.add(list(dice));
        out.add(remove());
        out.add(list(dice));
        out.add(
                switch (dice.below(3)) {
                    case 0 -> promote();
                    case 1 -> update(dice);
                    default -> remove();
                });
    }

    private static Step.Call add(List<String> urls) {
        return call(
                "MemberAdd",
                MemberAddRequest.newBuilder()
                        .addAllPeerURLs(urls)
                        .setIsLearner(true)
                        .build());
    }

    private static Step.Call list(Dice dice) {
        return call(
                "MemberList",
                MemberListRequest.newBuilder().setLinearizable(dice.chance(50)).build());
    }

    private static Step promote() {
        return new Step.OfLearner(call("MemberPromote", MemberPromoteRequest.getDefaultInstance()));
    }

    private static Step update(Dice dice) {
        List<String> urls = dice.chance(70) ? List.of(url(dice)) : List.of(url(dice), url(dice));
        return new Step.OfLearner(call(
                "MemberUpdate",
                MemberUpdateRequest.newBuilder().addAllPeerURLs(urls).build()));
    }

    private static Step remove() {
        return new Step.OfLearner(call("MemberRemove", MemberRemoveRequest.getDefaultInstance()));
    }

    /** Mostly a new one: etcd makes ids of the addresses and the second, so that what is added again at once is known to it. */
    private static String url(Dice dice) {
        return dice.pick("http", "https") + "://127.0.0.1:" + (1 + dice.below(PORTS));
    }

    private static Step.Call call(String method, Message request) {
        return Step.Call.of(Methods.CLUSTER + method, request);
    }
}
