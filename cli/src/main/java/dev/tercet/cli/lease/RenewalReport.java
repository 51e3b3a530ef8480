package dev.tercet.cli.lease;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.lease.LeaseRenewal;
import java.util.List;

/** A lease just renewed. */
record RenewalReport(LeaseRenewal renewal) implements Report {
    @Override
    public void simple(Page page) {
        page.line("lease " + Ids.lease(renewal.id()) + " keepalived with TTL("
                + renewal.ttl().toSeconds() + ")");
    }

    @Override
    public void fields(Page page) {
        page.header(renewal.header());
        page.field("ID", renewal.id());
        page.field("TTL", renewal.ttl().toSeconds());
    }

    @Override
    public Object json(boolean hex) {
        return Members.flat(renewal.header())
                .always("ID", renewal.id())
                .always("TTL", renewal.ttl().toSeconds())
                .map();
    }

    @Override
    public List<Row> rows() {
        return List.of(Row.empty()
                .with("lease", Long.toHexString(renewal.id()))
                .with("ttl", renewal.ttl().toSeconds()));
    }
}
