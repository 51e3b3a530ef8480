package dev.tercet.cli.cluster;

import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Ids;
import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tercet member update}. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = {"Gives a member other peer URLs.", ""})
final class MemberUpdateCommand implements Runnable {
    private final Cli cli;

    @Parameters(paramLabel = "ID", description = "The member, in hexadecimal.")
    @SuppressWarnings("NullAway.Init") // It is required.
    private String member;

    @Mixin
    private PeerUrls urls = new PeerUrls();

    MemberUpdateCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        cli.cannotShow(Format.FIELDS, Format.TABLE);
        long id = Ids.parse("the member", member);
        cli.show(new MemberReport(id, "updated in", cli.etcd().cluster().update(id, urls.list())));
    }
}
