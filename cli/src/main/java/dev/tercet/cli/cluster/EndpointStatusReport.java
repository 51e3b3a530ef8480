package dev.tercet.cli.cluster;

import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.output.Table;
import dev.tercet.kv.Bytes;
import dev.tercet.maintenance.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How members are doing. */
record EndpointStatusReport(List<One> all) implements Report {
    private static final List<String> HEAD = List.of(
            "endpoint",
            "ID",
            "version",
            "db size",
            "is leader",
            "is learner",
            "raft term",
            "raft index",
            "raft applied index",
            "errors");

    /** One endpoint's answer. */
    record One(String endpoint, Status status) {}

    private static List<String> cells(One one) {
        Status status = one.status();
        return List.of(
                one.endpoint(),
                Ids.member(status.header().memberId()),
                status.version(),
                GoText.size(status.dbSize()),
                String.valueOf(status.isLeader()),
                String.valueOf(status.isLearner()),
                Ids.decimal(status.raftTerm()),
                Ids.decimal(status.raftIndex()),
                Ids.decimal(status.raftAppliedIndex()),
                String.join(", ", status.errors()));
    }

    @Override
    public void simple(Page page) {
        all.forEach(one -> page.line(String.join(", ", cells(one))));
    }

    @Override
    public void fields(Page page) {
        for (One one : all) {
            Status status = one.status();
            page.header(status.header());
            page.field("Version", status.version());
            page.field("DBSize", status.dbSize());
            page.id("Leader", status.leader());
            page.field("IsLearner", status.isLearner());
            page.id("RaftIndex", status.raftIndex());
            page.id("RaftTerm", status.raftTerm());
            page.id("RaftAppliedIndex", status.raftAppliedIndex());
            page.line("\"Errors\" : "
                    + status.errors().stream()
                            .map(error -> GoText.quoted(Bytes.of(error)))
                            .collect(Collectors.joining(" ", "[", "]")));
            page.field("Endpoint", one.endpoint());
            page.line();
        }
    }

    @Override
    public Object json(boolean hex) {
        return all.stream().map(EndpointStatusReport::json).toList();
    }

    private static Map<String, Object> json(One one) {
        Status status = one.status();
        Members members = Members.of(status.header())
                .some("version", status.version())
                .number("dbSize", status.dbSize())
                .id("leader", status.leader())
                .id("raftIndex", status.raftIndex())
                .id("raftTerm", status.raftTerm())
                .id("raftAppliedIndex", status.raftAppliedIndex())
                .some("errors", status.errors())
                .number("dbSizeInUse", status.dbSizeInUse())
                .some("isLearner", status.isLearner())
                .some("storageVersion", status.storageVersion())
                .number("dbSizeQuota", status.dbSizeQuota());
        // 3.6 and later send this, also when there is nothing in it.
        if (!status.storageVersion().isEmpty() || !status.downgradeTarget().isEmpty()) {
            members.always(
                    "downgradeInfo",
                    new Members()
                            .some("enabled", !status.downgradeTarget().isEmpty())
                            .some("targetVersion", status.downgradeTarget())
                            .map());
        }
        return new Members()
                .always("Endpoint", one.endpoint())
                .always("Status", members.map())
                .map();
    }

    @Override
    public Table table() {
        return new Table(HEAD, all.stream().map(EndpointStatusReport::cells).toList());
    }

    @Override
    public List<Row> rows() {
        return all.stream().map(EndpointStatusReport::row).toList();
    }

    private static Row row(One one) {
        Status status = one.status();
        return Row.empty()
                .with("endpoint", one.endpoint())
                .with("member", Ids.member(status.header().memberId()))
                .with("version", status.version())
                .with("storage_version", status.storageVersion())
                .with("db_size", status.dbSize())
                .with("db_size_in_use", status.dbSizeInUse())
                .with("db_size_quota", status.dbSizeQuota())
                .with("is_leader", status.isLeader())
                .with("leader", Ids.member(status.leader()))
                .with("is_learner", status.isLearner())
                .with("raft_term", status.raftTerm())
                .with("raft_index", status.raftIndex())
                .with("raft_applied_index", status.raftAppliedIndex())
                .with("revision", status.header().revision())
                .with("errors", status.errors())
                .with("downgrade_target", status.downgradeTarget());
    }
}
