package dev.tercet.cli.cluster;

import dev.tercet.cli.cluster.EachEndpoint.Answer;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.AlikeReport;
import dev.tercet.cli.output.Row;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Reports;
import dev.tercet.kv.Header;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tercet defrag}. */
@Command(
        name = "defrag",
        mixinStandardHelpOptions = true,
        description = {
            "Gives each member's file system back what compaction freed, one member after another.",
            "",
            "A member answers nothing else meanwhile. A great database may need more than the usual 5 s: raise"
                    + " --command-timeout.",
            ""
        })
public final class DefragCommand implements Callable<Integer> {
    private final Cli cli;

    @Option(names = "--cluster", description = "All members, not only the endpoints given.")
    private boolean wholeCluster;

    private boolean failed;

    DefragCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (EachEndpoint each = EachEndpoint.of(cli, wholeCluster);
                Reports reports = cli.reports()) {
            each.<Header>askInTurn(
                    (name, etcd, at) -> etcd.maintenance().defragment(at), answer -> tell(reports, answer));
        }
        return (failed ? Exit.FAILED : Exit.OK).code();
    }

    private void tell(Reports reports, Answer<Header> answer) {
        String member = "etcd member[" + answer.endpoint() + "]";
        if (answer.failure() == null) {
            reports.show(new AlikeReport(
                    "Finished defragmenting " + member, Row.empty().with("defragmented", answer.endpoint())));
        } else {
            failed = true;
            cli.err()
                    .line("Failed to defragment " + member + " ("
                            + answer.failure().getMessage() + ")")
                    .flush();
        }
    }
}
