package dev.tercet.cli.lease;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.lease.LeaseList;
import java.util.List;
import java.util.Map;

/** All leases. */
record ListReport(LeaseList leases) implements Report {
    @Override
    public void simple(Page page) {
        page.line("found " + leases.ids().size() + " leases");
        leases.forEach(id -> page.line(Ids.lease(id)));
    }

    @Override
    public void fields(Page page) {
        page.header(leases.header());
        leases.forEach(id -> page.field("ID", id));
    }

    @Override
    public Object json(boolean hex) {
        return Members.flat(leases.header())
                .always(
                        "leases",
                        leases.ids().stream().map(id -> Map.of("id", id)).toList())
                .map();
    }

    @Override
    public List<Row> rows() {
        return leases.ids().stream()
                .map(id -> Row.empty().with("lease", Long.toHexString(id)))
                .toList();
    }
}
