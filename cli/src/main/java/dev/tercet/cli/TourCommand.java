package dev.tercet.cli;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.ConnectionOptions;
import dev.tercet.cli.tour.Tour;
import dev.tercet.embedded.EmbeddedEtcd;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
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
            "Without --endpoints it starts an etcd in its own process and throws it away afterwards. At a cluster of yours it"
                    + " works under a prefix of its own, which it deletes in the end.",
            ""
        })
final class TourCommand implements Callable<Integer> {
    /** As short as the tour's leases. */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions(System.getenv());

    @Override
    public Integer call() {
        var command = spec.commandLine();
        Tour tour = new Tour(command.getOut(), command.getErr(), Failures.isDebugging(command));
        return takes(tour) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean takes(Tour tour) {
        if (connection.nameCluster()) {
            try (EtcdClient etcd = connection.connect()) {
                return tour.at(etcd);
            }
        }
        try (EmbeddedEtcd own = EmbeddedEtcd.builder()
                        .minLeaseTtl(SHORTEST_LEASE)
                        .port(0)
                        .start();
                EtcdClient etcd = connection.connectTo(own.clientBuilder());
                EtcdClient web = connection.connectTo(EtcdClient.builder().endpoints("gateway+" + own.endpoint()))) {
            return tour.atOwn(etcd, web);
        }
    }
}
