package dev.tercet.cli.cluster;

import dev.tercet.cli.cluster.EachEndpoint.Answer;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.run.Cli;
import dev.tercet.maintenance.Hash;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code tercet endpoint hashkv}. */
@Command(
        name = "hashkv",
        mixinStandardHelpOptions = true,
        description = {"Shows a hash of the history of keys, which is the same on all members that are.", ""})
final class EndpointHashKvCommand implements Callable<Integer> {
    private final Cli cli;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private EndpointCommand parent;

    @Option(names = "--rev", paramLabel = "REVISION", description = "Up to this revision; 0 for the present one.")
    private long revision;

    EndpointHashKvCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        cli.format();
        if (revision < 0) {
            throw CommandException.wrongUsage("--rev is " + revision + ", and no revision is below zero.");
        }
        try (EachEndpoint each = EachEndpoint.of(cli, parent.wholeCluster())) {
            List<Answer<Hash>> answers =
                    each.ask((name, etcd, at) -> etcd.maintenance().hashKv(at, revision));
            List<HashKvReport.One> good =
                    Answers.good(answers, "Failed to get the hash of endpoint", HashKvReport.One::new, cli.err());
            cli.show(new HashKvReport(good));
            return (good.size() == answers.size() ? Exit.OK : Exit.FAILED).code();
        }
    }
}
