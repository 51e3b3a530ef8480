package dev.tercet.v2.internal.overv3.cluster;

import dev.tercet.cluster.Member;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.Status;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What v3 tells of members and versions, in v2's words. Of numbers that v3 does not tell none is made up. */
final class ClusterWords {
    private ClusterWords() {}

    /** The URLs for clients, as {@code /v2/machines} has them: sorted. */
    static List<String> machines(List<Member> members) {
        return members.stream()
                .flatMap(member -> member.clientUrls().stream())
                .sorted()
                .distinct()
                .toList();
    }

    /** The members by their ids. */
    static Map<String, V2Member> members(List<Member> members) {
        return members.stream()
                .map(ClusterWords::member)
                .collect(Collectors.toMap(V2Member::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    }

    /** The member with this id. */
    static Optional<V2Member> member(long id, List<Member> members) {
        return members.stream().filter(member -> member.id() == id).findFirst().map(ClusterWords::member);
    }

    private static V2Member member(Member member) {
        return new V2Member(member.idHex(), member.name(), member.peerUrls(), member.clientUrls());
    }

    /** What {@code /v2/stats/self} says, without when it started and what it has sent and received since. */
    static V2Stats self(Status status, List<Member> members) {
        long id = status.header().memberId();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", member(id, members).map(V2Member::name).orElse(""));
        values.put("id", Long.toHexString(id));
        values.put("state", status.isLeader() ? "StateLeader" : "StateFollower");
        // As v2 writes it: an empty text while there is none.
        values.put("leaderInfo", Map.of("leader", status.leader() == 0 ? "" : Long.toHexString(status.leader())));
        return new V2Stats(values);
    }

    /** What {@code /v2/stats/leader} says, without what it has counted of each follower. */
    static V2Stats leader(long leader, List<Member> members) {
        Map<String, Object> followers = new LinkedHashMap<>();
        members.stream()
                .filter(member -> member.id() != leader)
                .forEach(member -> followers.put(member.idHex(), Map.of()));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("leader", Long.toHexString(leader));
        values.put("followers", followers);
        return new V2Stats(values);
    }

    /**
     * The version of the cluster: the least of its members', without the patch, which is how they agree on it.
     *
     * @param asked the version of the one that was asked
     * @param all what those that could be asked said
     */
    static String clusterVersion(String asked, List<EndpointStatus> all) {
        String least = all.stream()
                .flatMap(each -> each.status().stream())
                .map(Status::version)
                .min(Comparator.comparingInt((String version) -> number(version, 0))
                        .thenComparingInt(version -> number(version, 1)))
                .filter(version -> number(version, 0) >= 0)
                .orElse(asked);
        return number(least, 0) < 0 ? least : number(least, 0) + "." + Math.max(0, number(least, 1)) + ".0";
    }

    private static int number(String version, int part) {
        String[] parts = version.split("[.-]", -1);
        boolean isNumber = part < parts.length && parts[part].matches("[0-9]{1,9}");
        return isNumber ? Integer.parseInt(parts[part]) : -1;
    }
}
