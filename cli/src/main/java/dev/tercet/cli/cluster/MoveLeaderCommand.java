package dev.tercet.cli.cluster;

import dev.tercet.AsyncMaintenance;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.output.Members;
import dev.tercet.cli.output.Page;
import dev.tercet.cli.output.Report;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Waiting;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
        long leader = leader();
        cli.show(new Moved(leader, target, cli.etcd().maintenance().moveLeader(target)));
    }

    /** All are asked at once, and the first that leads is enough: one that is down costs no time. */
    private long leader() {
        AsyncMaintenance maintenance = cli.etcd().async().maintenance();
        List<String> endpoints = cli.etcd().endpoints();
        CompletableFuture<Optional<Status>> leader = new CompletableFuture<>();
        List<CompletableFuture<Status>> asked =
                endpoints.stream().map(maintenance::status).toList();
        CompletableFuture<?>[] heard = asked.stream()
                .map(each -> each.thenAccept(status -> {
                    if (status.isLeader()) {
                        leader.complete(Optional.of(status));
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(heard).whenComplete((all, failure) -> {
            // Those who could have been it failed, or all answered and none leads.
            if (failure != null) {
                leader.completeExceptionally(Waiting.cause(failure));
            } else {
                leader.complete(Optional.empty());
            }
        });
        try {
            return Waiting.on(leader)
                    .orElseThrow(() -> CommandException.wrongUsage("no leader endpoint given at " + endpoints))
                    .leader();
        } finally {
            asked.forEach(each -> each.cancel(true));
        }
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
