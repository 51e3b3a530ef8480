package dev.tercet.cli;

import dev.tercet.EtcdClient;
import dev.tercet.cli.connect.ConnectionOptions;
import dev.tercet.cli.tour.OwnEtcd;
import dev.tercet.cli.tour.Tour;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "Without --endpoints it starts an etcd of its own and throws it away afterwards. At a cluster of yours it works"
                    + " under a prefix of its own, which it deletes in the end.",
            ""
        })
final class TourCommand implements Callable<Integer> {
    private static final String FOLDER_VARIABLE = "TERCET_ETCD_BIN";

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
        try (OwnEtcd own = OwnEtcd.start(binary());
                EtcdClient etcd = connection.connectTo(own.endpoint())) {
            return tour.at(own, etcd);
        }
    }

    private static Path binary() {
        String folder = System.getProperty("tercet.etcd.bin", System.getenv(FOLDER_VARIABLE));
        if (folder == null || folder.isBlank()) {
            throw new IllegalStateException("there is no etcd to show things with: name one that runs with --endpoints,"
                    + " or the folder of the binary in " + FOLDER_VARIABLE);
        }
        Path binary = Path.of(folder, "etcd");
        if (!Files.isExecutable(binary)) {
            throw new IllegalStateException(FOLDER_VARIABLE + " is " + folder + ", where there is no etcd to run");
        }
        return binary;
    }
}
