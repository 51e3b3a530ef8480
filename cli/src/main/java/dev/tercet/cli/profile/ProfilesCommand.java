package dev.tercet.cli.profile;

import dev.tercet.cli.connect.Profiles;
import dev.tercet.cli.run.Cli;
import picocli.CommandLine.Command;

/** {@code tercet profiles}. */
@Command(
        name = "profiles",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the profiles, with * at the one that holds, and without passwords and tokens.",
            "",
            "They stand in ~/.config/tercet/profiles, a line for each setting, called as its option is:",
            "",
            "  prod.endpoints = https://etcd-1:2379,https://etcd-2:2379",
            "  prod.cacert = prod-ca.pem",
            "  prod.user = reader",
            "",
            "The profile 'default' holds where none is named. Files are looked for beside the profiles.",
            ""
        })
public final class ProfilesCommand implements Runnable {
    private final Cli cli;

    ProfilesCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        Profiles profiles = cli.settings().profiles();
        if (profiles.names().isEmpty()) {
            cli.err().line("tercet: there are no profiles in " + profiles.file() + ".");
        }
        cli.show(new ProfilesReport(profiles, cli.settings().profile(), cli.colours()));
    }
}
