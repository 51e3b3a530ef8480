package dev.tercet.cli.cluster;

import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cluster.Member;
import dev.tercet.cluster.MemberAdded;
import dev.tercet.kv.Bytes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A new member, and how to start it.
 *
 * @param name the name it shall have
 * @param peerUrls as they were given
 */
record MemberAddedReport(MemberAdded added, String name, String peerUrls) implements Report {
    @Override
    public void simple(Page page) {
        page.line(String.format(
                "Member %16x added to cluster %16x",
                added.member().id(), added.header().clusterId()));
        page.line();
        page.line("ETCD_NAME=" + quoted(name));
        page.line("ETCD_INITIAL_CLUSTER="
                + quoted(added.members().stream()
                        .flatMap(member -> member.peerUrls().stream().map(url -> called(member) + "=" + url))
                        .collect(Collectors.joining(","))));
        page.line("ETCD_INITIAL_ADVERTISE_PEER_URLS=" + quoted(peerUrls));
        page.line("ETCD_INITIAL_CLUSTER_STATE=\"existing\"");
    }

    private String called(Member member) {
        return member.id() == added.member().id() ? name : member.name();
    }

    private static String quoted(String text) {
        return GoText.quoted(Bytes.of(text));
    }

    @Override
    public Object json(boolean hex) {
        return Members.of(added.header())
                .always("member", MemberRows.json(added.member()))
                .some("members", MemberRows.json(added.members()))
                .map();
    }

    @Override
    public List<Row> rows() {
        return List.of(MemberRows.row(added.member()));
    }
}
