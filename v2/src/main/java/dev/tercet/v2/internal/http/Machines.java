package dev.tercet.v2.internal.http;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.error.V2DisabledException;
import dev.tercet.v2.internal.json.ClusterJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks who is in the cluster, and where clients are expected. */
final class Machines {
    private Machines() {}

    static CompletableFuture<List<String>> ask(HttpCalls calls, CallOptions options) {
        Left left = new Left(calls.engine(), options);
        CompletableFuture<List<String>> machines =
                calls.call(V2Rpcs.MACHINES, calls.asks().machines(), options, answer -> urls(answer.text()));
        return Derived.after(
                calls.engine().callbacks(),
                machines,
                CompletableFuture::completedFuture,
                // A release candidate had no such page, and proxies may not let it through.
                cause -> cause instanceof V2DisabledException ? ofMembers(calls, left.now()) : null);
    }

    private static List<String> urls(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
    }

    private static CompletableFuture<List<String>> ofMembers(HttpCalls calls, CallOptions options) {
        return calls.call(
                V2Rpcs.MEMBERS,
                calls.asks().members(),
                options,
                answer -> ClusterJson.members(answer.body()).stream()
                        .flatMap(member -> member.clientUrls().stream())
                        .toList());
    }

    /** The members by their ids, in the order of the answer. */
    static Map<String, V2Member> members(V2Answer answer) {
        Map<String, V2Member> all = new LinkedHashMap<>();
        for (V2Member member : ClusterJson.members(answer.body())) {
            all.put(member.id(), member);
        }
        return all;
    }
}
