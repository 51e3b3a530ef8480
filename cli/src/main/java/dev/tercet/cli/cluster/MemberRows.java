package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Row;
import dev.tercet.cluster.Member;
import java.util.List;
import java.util.Map;

/** A member in the several formats. */
final class MemberRows {
    private MemberRows() {}

    static List<String> cells(Member member) {
        return List.of(
                Ids.member(member.id()),
                state(member),
                member.name(),
                String.join(",", member.peerUrls()),
                String.join(",", member.clientUrls()),
                String.valueOf(member.isLearner()));
    }

    static Row row(Member member) {
        return Row.empty()
                .with("id", Ids.member(member.id()))
                .with("state", state(member))
                .with("name", member.name())
                .with("peer_urls", member.peerUrls())
                .with("client_urls", member.clientUrls())
                .with("is_learner", member.isLearner());
    }

    private static String state(Member member) {
        return member.hasStarted() ? "started" : "unstarted";
    }

    static Map<String, Object> json(Member member) {
        return new Members()
                .id("ID", member.id())
                .some("name", member.name())
                .some("peerURLs", member.peerUrls())
                .some("clientURLs", member.clientUrls())
                .some("isLearner", member.isLearner())
                .map();
    }

    static List<Map<String, Object>> json(List<Member> members) {
        return members.stream().map(MemberRows::json).toList();
    }
}
