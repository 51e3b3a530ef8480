package dev.tercet.cli.cluster;

import dev.tercet.Maintenance;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.EndpointStatus;
import dev.tercet.maintenance.Status;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet move-leader}. */
@Command(
        name = "move-leader",
        mixinStandardHelpOptions = true,
        description = {
            "Makes another member the leader.",
            "",
            "The leader must be among the endpoints, since it alone can hand over.",
            ""
        })
public final class MoveLeaderCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "ID", description = "The member that shall lead, in hexadecimal.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String member;

    MoveLeaderCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.FIELDS, Format.TABLE);
        long target = Ids.parse("the member", member);
        Maintenance maintenance = cli.etcd().maintenance();
        List<EndpointStatus> statuses = maintenance.statuses();
        long leader = statuses.stream()
                .flatMap(each -> each.status().stream())
                .filter(Status::isLeader)
                .findFirst()
                .orElseThrow(() -> missing(statuses))
                .leader();
        cli.show(new Moved(leader, target, maintenance.moveLeader(target)));
    }

    /** Those who could have been it failed, or all answered and none leads. */
    private static RuntimeException missing(List<EndpointStatus> statuses) {
        for (EndpointStatus each : statuses) {
            if (each.failureOrNull() != null) {
                return each.failureOrNull();
            }
        }
        return CommandException.wrongUsage("no leader endpoint given at "
                + statuses.stream().map(EndpointStatus::endpoint).toList());
    }

    private record Moved(long leader, long target, Header header) implements Report {
        @Override
        public void simple(Page page) {
            page.line("Leadership transferred from " + Ids.member(leader) + " to " + Ids.member(target));
        }

        @Override
        public Object json(boolean hex) {
            return header.equals(Header.NONE) ? Map.of() : Members.of(header).map();
        }

        @Override
        public List<Row> rows() {
            return List.of(Row.empty().with("from", Ids.member(leader)).with("to", Ids.member(target)));
        }
    }
}
