package dev.tercet.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The completions of a command for fish: a line for each command and each option, with the words after which it may stand. */
final class FishScript {
    private final CommandSpec top;
    private final StringBuilder script = new StringBuilder();

    FishScript(CommandSpec top) {
        this.top = top;
    }

    String text() {
        script.append("# Completions of ").append(top.name()).append(" for fish.\n");
        add(top, List.of());
        return script.toString();
    }

    private void add(CommandSpec command, List<CommandSpec> path) {
        List<CommandSpec> below = command.subcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .filter(each -> !each.usageMessage().hidden())
                .toList();
        String here = condition(path);
        if (!below.isEmpty()) {
            String none = below.stream().map(FishScript::names).collect(Collectors.joining(" "));
            for (CommandSpec each : below) {
                line(and(here, "not __fish_seen_subcommand_from " + none))
                        .append(" -f -a ")
                        .append(quoted(each.name()))
                        .append(description(each.usageMessage().description()));
            }
        }
        for (PositionalParamSpec argument : command.positionalParameters()) {
            Iterable<String> known = argument.completionCandidates();
            if (known != null) {
                line(here)
                        .append(" -f -a ")
                        .append(quoted(String.join(" ", known)))
                        .append('\n');
            }
        }
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> add(option, here));
        for (CommandSpec each : below) {
            List<CommandSpec> longer = new ArrayList<>(path);
            longer.add(each);
            add(each, longer);
        }
    }

    private void add(OptionSpec option, String here) {
        line(here);
        for (String name : option.names()) {
            script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
        }
        if (option.arity().min() > 0) {
            Iterable<String> known = option.completionCandidates();
            // Without candidates there are still files.
            script.append(known == null ? " -r" : " -x -a " + quoted(String.join(" ", known)));
        }
        script.append(description(option.description()));
    }

    private StringBuilder line(String condition) {
        script.append("complete -c ").append(top.name());
        if (!condition.isEmpty()) {
            script.append(" -n ").append(quoted(condition));
        }
        return script;
    }

    private static String condition(List<CommandSpec> path) {
        return path.stream()
                .map(each -> "__fish_seen_subcommand_from " + names(each))
                .collect(Collectors.joining("; and "));
    }

    private static String and(String one, String other) {
        return one.isEmpty() ? other : one + "; and " + other;
    }

    private static String names(CommandSpec command) {
        return String.join(" ", command.names());
    }

    private static String description(String[] lines) {
        String text =
                Arrays.stream(lines).findFirst().orElse("").replace("%n", " ").replace("%%", "%");
        return (text.isEmpty() ? "" : " -d " + quoted(text)) + "\n";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
