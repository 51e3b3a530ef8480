package dev.tercet.cli.lease;

import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.kv.Bytes;
import dev.tercet.lease.LeaseStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a lease.
 *
 * @param withKeys whether its keys were asked for
 */
record TimeToLiveReport(LeaseStatus status, boolean withKeys) implements Report {
    @Override
    public void simple(Page page) {
        String lease = "lease " + Ids.lease(status.id());
        if (!status.isAlive()) {
            page.line(lease + " already expired");
            return;
        }
        page.out().print(lease + " granted with TTL(" + granted() + "s), remaining(" + remaining() + "s)");
        if (withKeys) {
            page.out().print(", attached keys([");
            String between = "";
            for (Bytes key : status.keys()) {
                page.out().print(between).print(key);
                between = " ";
            }
            page.out().print("])");
        }
        page.line();
    }

    @Override
    public void fields(Page page) {
        page.header(status.header());
        page.field("ID", status.id());
        page.field("TTL", remaining());
        page.field("GrantedTTL", granted());
        status.keys().forEach(key -> page.field("Key", key));
    }

    @Override
    public Object json(boolean hex) {
        Map<String, @Nullable Object> members =
                new LinkedHashMap<>(Members.flat(status.header()).map());
        members.put("id", status.id());
        members.put("ttl", remaining());
        members.put("granted-ttl", granted());
        members.put("keys", status.keys().isEmpty() ? null : status.keys());
        return members;
    }

    /** The lease's cells, once for each key if these were asked for. */
    @Override
    public List<Row> rows() {
        Row lease = Row.empty()
                .with("lease", Long.toHexString(status.id()))
                .with("ttl", remaining())
                .with("granted_ttl", granted());
        if (status.keys().isEmpty()) {
            return List.of(lease);
        }
        return status.keys().stream().map(key -> lease.with("key", key)).toList();
    }

    private long remaining() {
        return status.remaining().toSeconds();
    }

    private long granted() {
        return status.granted().toSeconds();
    }
}
