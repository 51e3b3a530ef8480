package dev.tercet.cli.cluster;

import dev.tercet.Cluster;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.run.Cli;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet member add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Adds a member, and shows with which settings to start it.",
            "",
            "It counts as a member that is down until it is started.",
            ""
        })
final class MemberAddCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "NAME", description = "What it shall be called.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String name;

    @Mixin
    private PeerUrls urls = new PeerUrls();

    @Option(names = "--learner", description = "Without a vote, until it is promoted.")
    private boolean learner;

    MemberAddCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.FIELDS, Format.TABLE);
        List<String> list = urls.list();
        Cluster cluster = cli.etcd().cluster();
        cli.show(new MemberAddedReport(learner ? cluster.addLearner(list) : cluster.add(list), name, urls.text()));
    }
}
