package dev.tercet.cli.lease;

import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Reports;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.lease.LeaseRenewal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tercet lease keep-alive}. */
@Command(
        name = "keep-alive",
        mixinStandardHelpOptions = true,
        description = {"Renews a lease every third of its time to live, until it is gone or Ctrl-C.", ""})
final class KeepAliveCommand implements Callable<Integer> {
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Cli cli;

    @Parameters(index = "0", paramLabel = "ID", description = "The lease, in hexadecimal.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String id;

    @Option(names = "--once", description = "Renew it once.")
    private boolean once;

    KeepAliveCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        long lease = Ids.parse("ID", id);
        cli.cannotShow(Format.TABLE);
        if (once) {
            cli.show(new RenewalReport(cli.etcd().leases().keepAliveOnce(lease)));
            return Exit.OK.code();
        }
        try (Reports reports = cli.reports()) {
            return keep(lease, reports);
        }
    }

    private int keep(long lease, Reports reports) {
        try {
            renew(lease, reports);
            return Exit.INTERRUPTED.code();
        } catch (LeaseNotFoundException gone) {
            reports.say("lease " + Ids.lease(lease) + " expired or revoked.");
            return Exit.OK.code();
        }
    }

    private void renew(long lease, Reports reports) {
        Duration pause = Duration.ZERO;
        long over = System.nanoTime();
        while (!cli.interrupts().pause(pause)) {
            try {
                long asked = System.nanoTime();
                LeaseRenewal renewal = cli.interrupts()
                        .await(cli.etcd().async().leases().keepAliveOnce(lease), "renew lease " + Ids.lease(lease));
                reports.show(new RenewalReport(renewal));
                over = asked + renewal.ttl().toNanos();
                pause = renewal.ttl().dividedBy(3);
            } catch (TransientEtcdException e) {
                // As long as the lease can be alive.
                if (System.nanoTime() - over >= 0) {
                    throw e;
                }
                pause = RETRY;
            }
        }
    }
}
