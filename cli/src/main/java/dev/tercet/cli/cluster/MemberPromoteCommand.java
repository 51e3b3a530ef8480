package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet member promote}. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = {"Gives a learner a vote.", ""})
final class MemberPromoteCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "ID", description = "The member, in hexadecimal.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String member;

    MemberPromoteCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.FIELDS, Format.TABLE);
        long id = Ids.parse("the member", member);
        cli.show(new MemberReport(id, "promoted in", cli.etcd().cluster().promote(id)));
    }
}
