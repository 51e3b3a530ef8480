package dev.tercet.cli;

import dev.tercet.cli.connect.GlobalOptions;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help of a command: its own options; those of all commands are told at the top alone. */
final class HelpPage extends Help {
    HelpPage(CommandSpec command, ColorScheme colours) {
        super(command, colours);
        command.usageMessage().abbreviateSynopsis(true);
    }

    @Override
    public String optionList() {
        boolean top = commandSpec().parent() == null;
        List<OptionSpec> own = commandSpec().options().stream()
                .filter(option -> !option.hidden() && !GlobalOptions.isGlobal(option))
                .toList();
        String page = list(own);
        if (top) {
            List<OptionSpec> all = commandSpec().options().stream()
                    .filter(GlobalOptions::isGlobal)
                    .toList();
            return page + "%nOptions of all commands:%n".formatted() + list(all);
        }
        return page
                + "%nOptions of all commands, such as --endpoints: see '%s --help'.%n"
                        .formatted(commandSpec().root().name());
    }

    private String list(List<OptionSpec> options) {
        return optionListExcludingGroups(options, createDefaultLayout(), null, parameterLabelRenderer());
    }
}
