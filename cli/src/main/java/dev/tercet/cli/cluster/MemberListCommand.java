package dev.tercet.cli.cluster;

import dev.tercet.Cluster;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tercet member list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {"Shows the members: id, whether started, name, peer URLs, client URLs, whether a learner.", ""})
final class MemberListCommand implements Runnable {
    private final Cli cli;

    @Option(
            names = "--consistency",
            paramLabel = "l|s",
            defaultValue = "l",
            description = "Linearizable (l), or serializable (s), which works without a quorum.")
    private String consistency = "l";

    MemberListCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        if (!consistency.equals("l") && !consistency.equals("s")) {
            throw CommandException.wrongUsage("--consistency is l or s.");
        }
        Cluster cluster = cli.etcd().cluster();
        cli.show(new MemberListReport(consistency.equals("l") ? cluster.members() : cluster.membersLocally()));
    }
}
