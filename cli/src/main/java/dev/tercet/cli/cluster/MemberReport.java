package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cluster.Members;
import java.util.List;

/**
 * What a change of a member came to.
 *
 * @param id which
 * @param done what was done, and {@code from} or {@code in}
 * @param members those that there are now
 */
record MemberReport(long id, String done, Members members) implements Report {
    @Override
    public void simple(Page page) {
        page.line(String.format(
                "Member %16x %s cluster %16x", id, done, members.header().clusterId()));
    }

    @Override
    public Object json(boolean hex) {
        return dev.tercet.cli.output.Members.of(members.header())
                .some("members", MemberRows.json(members.members()))
                .map();
    }

    @Override
    public List<Row> rows() {
        return members.members().stream().map(MemberRows::row).toList();
    }
}
