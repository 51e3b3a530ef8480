package dev.tercet.cli;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.cli.connect.Clients;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.tour.Tour;
import dev.tercet.embedded.EmbeddedEtcd;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tercet tour}. */
@Command(
        name = "tour",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows what the client does, step by step, and checks each step.",
            "",
            "Without a cluster named, by an option, the environment or a profile, it starts an etcd in its own process and throws it away afterwards. At a cluster of yours it"
                    + " works under a prefix of its own, which it deletes in the end.",
            ""
        })
final class TourCommand implements Callable<Integer> {
    /** As short as the tour's leases. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    private final Cli cli;

    TourCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        var command = spec.commandLine();
        boolean debug = cli.settings().isDebug();
        Tour tour = new Tour(command.getOut(), command.getErr(), debug);
        return takes(tour) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean takes(Tour tour) {
        if (cli.settings().nameCluster()) {
            return tour.at(cli.etcd());
        }
        try (EmbeddedEtcd own = EmbeddedEtcd.builder()
                        .minLeaseTtl(SHORTEST_LEASE)
                        .port(0)
                        .start();
                EtcdClient etcd = own(own.clientBuilder());
                EtcdClient web = own(EtcdClient.builder().endpoints("gateway+" + own.endpoint()))) {
            return tour.atOwn(etcd, web);
        }
    }

    private EtcdClient own(EtcdClientBuilder client) {
        return Clients.tuned(client, cli.settings()).build();
    }
}
