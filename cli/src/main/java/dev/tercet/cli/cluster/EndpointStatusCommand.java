package dev.tercet.cli.cluster;

import dev.tercet.cli.cluster.EachEndpoint.Answer;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.maintenance.Status;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tercet endpoint status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows of each endpoint: its member's id, version, size of the database, whether it leads, whether it is a"
                    + " learner, raft term, raft index, raft applied index, errors.",
            "",
            "More of it is in -w json, and with -o.",
            ""
        })
final class EndpointStatusCommand implements Callable<Integer> {
    private final Cli cli;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private EndpointCommand parent;

    EndpointStatusCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        cli.format();
        try (EachEndpoint each = EachEndpoint.of(cli, parent.wholeCluster())) {
            List<Answer<Status>> answers =
                    each.ask((name, etcd, at) -> etcd.maintenance().status(at));
            List<EndpointStatusReport.One> good = Answers.good(
                    answers, "Failed to get the status of endpoint", EndpointStatusReport.One::new, cli.err());
            cli.show(new EndpointStatusReport(good));
            return (good.size() == answers.size() ? Exit.OK : Exit.FAILED).code();
        }
    }
}
