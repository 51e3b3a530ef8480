package dev.tercet.cli.lease;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.lease.LeaseGrant;
import java.util.List;

/** A lease just granted. */
record GrantReport(LeaseGrant grant) implements Report {
    @Override
    public void simple(Page page) {
        page.line("lease " + Ids.lease(grant.id()) + " granted with TTL("
                + grant.ttl().toSeconds() + "s)");
    }

    @Override
    public void fields(Page page) {
        page.header(grant.header());
        page.field("ID", grant.id());
        page.field("TTL", grant.ttl().toSeconds());
    }

    @Override
    public Object json(boolean hex) {
        return Members.flat(grant.header())
                .always("ID", grant.id())
                .always("TTL", grant.ttl().toSeconds())
                .always("Error", "")
                .map();
    }

    @Override
    public List<Row> rows() {
        return List.of(Row.empty()
                .with("lease", Long.toHexString(grant.id()))
                .with("ttl", grant.ttl().toSeconds()));
    }
}
