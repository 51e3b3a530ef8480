package dev.tercet.cli;

import dev.tercet.cli.run.Cli;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EmbeddedEtcdBuilder;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tercet embedded}. */
@Command(
        name = "embedded",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Runs an etcd in memory for other programs, until Ctrl-C.",
            "",
            "It listens on the loopback interface only: gRPC, the JSON gateway, /version, /health and /metrics, all on one"
                    + " port. Nothing is kept: what it holds is gone when it ends.",
            ""
        })
final class EmbeddedCommand implements Callable<Integer> {
    private final Cli cli;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "2379",
            description = "Where to listen; 0 for any port that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--report-version",
            paramLabel = "VERSION",
            description = "The version of etcd to report, such as 3.5.30. It does not change what it does.")
    private @Nullable String version;

    EmbeddedCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        // Before it says that it is there, since who reads that may end it.
        CompletableFuture<String> ending = cli.interrupts().takeOver();
        try (EmbeddedEtcd etcd = start()) {
            say(etcd);
            ending.join();
        }
        return cli.interrupts().exitCode();
    }

    private EmbeddedEtcd start() {
        EmbeddedEtcdBuilder builder = EmbeddedEtcd.builder();
        try {
            builder.port(port);
            if (version != null) {
                builder.version(version);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return builder.start();
    }

    private void say(EmbeddedEtcd etcd) {
        PrintWriter out = spec.commandLine().getOut();
        // The address ends its line, so that it can be copied and read by scripts as it is.
        out.println("etcd " + etcd.version() + " in memory at " + etcd.endpoint());
        out.println("It serves gRPC, the JSON gateway, /version, /health and /metrics.");
        out.println("Nothing is kept: what it holds is gone when this ends. Ctrl-C ends it.");
        out.flush();
    }
}
