package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tercet member remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = {"Removes a member, whose server ends with that.", ""})
final class MemberRemoveCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "ID", description = "The member, in hexadecimal.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String member;

    MemberRemoveCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.FIELDS, Format.TABLE);
        long id = Ids.parse("the member", member);
        cli.show(new MemberReport(id, "removed from", cli.etcd().cluster().remove(id)));
    }
}
