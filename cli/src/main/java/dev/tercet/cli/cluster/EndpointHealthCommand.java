package dev.tercet.cli.cluster;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tercet endpoint health}. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {"Asks whether each endpoint answers, has a leader, and no alarm is on.", ""})
final class EndpointHealthCommand implements Runnable {
    private final Cli cli;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command.
    private EndpointCommand parent;

    EndpointHealthCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.format();
        try (EachEndpoint each = EachEndpoint.of(cli, parent.wholeCluster())) {
            Duration limit = cli.etcd().options().timeout();
            List<Health> healths = each.ask((name, etcd, at) -> Health.of(name, etcd, limit)).stream()
                    .map(answer -> Objects.requireNonNull(answer.answer()))
                    .toList();
            cli.show(new HealthReport(healths, cli.err()));
            if (!healths.stream().allMatch(Health::isGood)) {
                throw CommandException.failed("unhealthy cluster");
            }
        }
    }
}
