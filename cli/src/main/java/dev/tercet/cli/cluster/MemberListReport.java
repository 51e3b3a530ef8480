package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.Table;
import dev.tercet.cluster.Member;
import dev.tercet.cluster.Members;
import dev.tercet.kv.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who the members are. */
record MemberListReport(Members members) implements Report {
    private static final List<String> HEAD =
            List.of("ID", "Status", "Name", "Peer Addrs", "Client Addrs", "Is Learner");

    @Override
    public void simple(Page page) {
        members.forEach(member -> page.line(String.join(", ", MemberRows.cells(member))));
    }

    @Override
    public void fields(Page page) {
        page.header(members.header());
        for (Member member : members) {
            page.id("ID", member.id());
            page.field("Name", member.name());
            member.peerUrls().forEach(url -> page.field("PeerURL", url));
            member.clientUrls().forEach(url -> page.field("ClientURL", url));
            page.field("IsLearner", member.isLearner());
            page.line();
        }
    }

    @Override
    public Object json(boolean hex) {
        if (hex) {
            return inHex();
        }
        return dev.tercet.cli.output.Members.of(members.header())
                .some("members", MemberRows.json(members.members()))
                .map();
    }

    /** What etcdctl 3.5 makes of {@code --hex}, down to the capital letters in the last name. */
    private Object inHex() {
        Header header = members.header();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("cluster_id", Ids.member(header.clusterId()));
        head.put("member_id", Ids.member(header.memberId()));
        head.put("raft_term", header.raftTerm());
        List<Map<String, Object>> list = members.members().stream()
                .map(member -> {
                    Map<String, Object> each = new LinkedHashMap<>();
                    each.put("ID", Ids.member(member.id()));
                    each.put("name", member.name());
                    each.put("peerURLs", member.peerUrls());
                    each.put("clientURLS", member.clientUrls().isEmpty() ? null : member.clientUrls());
                    return each;
                })
                .toList();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("header", head);
        all.put("members", list);
        return all;
    }

    @Override
    public Table table() {
        return new Table(HEAD, members.members().stream().map(MemberRows::cells).toList());
    }

    @Override
    public List<Row> rows() {
        return members.members().stream().map(MemberRows::row).toList();
    }
}
