package dev.tercet.cli.manual;

import dev.tercet.cli.connect.GlobalOptions;
import dev.tercet.cli.connect.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual, made of what the commands say of themselves. */
final class ManPage {
    private final CommandSpec top;
    private final Roff page = new Roff();

    ManPage(CommandSpec top) {
        this.top = top;
    }

    String text() {
        page.title(top.name().toUpperCase(Locale.ROOT), 1, String.join(" ", top.version()));
        page.section("NAME")
                .text(top.name() + " - " + lower(plain(top.usageMessage().description()[0])));
        page.section("SYNOPSIS").synopsis(top.name(), "[OPTIONS] COMMAND [OPTIONS] [ARGUMENTS]");
        page.section("DESCRIPTION");
        page.paragraph(
                "It speaks version 3 of etcd's API: it has the commands of etcdctl, with their options, variables and output,"
                        + " and further ones. Options of all commands come after the commands here.");
        page.section("COMMANDS");
        commands(top);
        page.section("OPTIONS OF ALL COMMANDS");
        page.paragraph("They stand before the command's name or after it.");
        top.options().forEach(this::option);
        environment();
        files();
        page.section("EXIT STATUS");
        top.usageMessage().exitCodeList().forEach((code, meaning) -> page.item(code.strip(), "", plain(meaning)));
        return page.toString();
    }

    private void commands(CommandSpec above) {
        above.subcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .filter(each -> !each.usageMessage().hidden())
                .forEach(this::command);
    }

    private void command(CommandSpec command) {
        List<PositionalParamSpec> arguments = command.positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .toList();
        if (command.subcommands().isEmpty()) {
            page.subsection(command.qualifiedName().substring(top.name().length() + 1));
            page.synopsis(command.qualifiedName(), synopsis(command, arguments));
            if (command.aliases().length > 0) {
                page.paragraph("Also: " + String.join(", ", command.aliases()) + ".");
            }
            paragraphs(command.usageMessage().description());
            arguments.forEach(
                    argument -> page.item(argument.paramLabel(), "", plain(String.join(" ", argument.description()))));
            command.options().stream()
                    .filter(option -> !GlobalOptions.isGlobal(option) && !isStandard(option))
                    .forEach(this::option);
        }
        commands(command);
    }

    private static String synopsis(CommandSpec command, List<PositionalParamSpec> arguments) {
        boolean hasOptions = command.options().stream()
                .anyMatch(option -> !option.hidden() && !GlobalOptions.isGlobal(option) && !isStandard(option));
        String words = arguments.stream().map(ManPage::word).collect(Collectors.joining(" "));
        return (hasOptions ? "[OPTIONS] " : "") + words;
    }

    private static String word(PositionalParamSpec argument) {
        String many = argument.paramLabel() + (argument.arity().max() > 1 ? "..." : "");
        return argument.required() ? many : "[" + many + "]";
    }

    /** What every command has. */
    private static boolean isStandard(OptionSpec option) {
        return option.usageHelp() || option.versionHelp();
    }

    private void option(OptionSpec option) {
        if (option.hidden()) {
            return;
        }
        String label = option.arity().max() > 0 ? option.paramLabel() : "";
        page.item(String.join(", ", option.names()), label, described(option));
    }

    private static String described(OptionSpec option) {
        String text = plain(String.join(" ", option.description()));
        return text.replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString()))
                .replace("${COMPLETION-CANDIDATES}", candidates(option));
    }

    private static String candidates(OptionSpec option) {
        Iterable<String> known = option.completionCandidates();
        return known == null ? "" : String.join(", ", known);
    }

    private void paragraphs(String[] lines) {
        StringBuilder paragraph = new StringBuilder();
        List<String> example = new ArrayList<>();
        for (String line : lines) {
            // Two spaces in a row are a column, which would be lost in flowing text.
            boolean hasColumns = line.contains("  ");
            if (line.isBlank() || hasColumns) {
                flush(paragraph);
            }
            if (hasColumns) {
                example.add(plain(line));
            } else {
                flush(example);
                paragraph.append(plain(line)).append(' ');
            }
        }
        flush(paragraph);
        flush(example);
    }

    private void flush(List<String> example) {
        if (!example.isEmpty()) {
            page.example(example);
        }
        example.clear();
    }

    private void flush(StringBuilder paragraph) {
        if (!paragraph.toString().isBlank()) {
            page.paragraph(paragraph.toString());
        }
        paragraph.setLength(0);
    }

    private void environment() {
        page.section("ENVIRONMENT");
        page.paragraph(
                "Each of these says what the option of its name says. The command line wins over the environment, and"
                        + " the environment over profiles; an option that is given in both is no error, as it is to etcdctl.");
        page.text(Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.joining(", ")) + ".");
        page.item("ETCDCTL_WATCH_KEY, ETCDCTL_WATCH_RANGE_END", "", "What watch watches if its words do not say it.");
        page.item("ETCD_ENDPOINTS, ETCD_URL", "", "Where members listen, if nothing else says it.");
        page.item("NO_COLOR", "", "No colours, unless --color says otherwise.");
        page.item("EDITOR, VISUAL", "", "The editor of edit.");
        page.item("JAVA_HOME", "", "Which Java, 17 or later; otherwise that of PATH.");
        page.item("TERCET_OPTS", "", "Options for the JVM, such as -Xmx64m.");
        page.item(
                "TERCET_CACHE",
                "",
                "The folder of the archive of classes that makes the command start faster; if empty, none is made.");
    }

    private void files() {
        page.section("FILES");
        page.item(
                "~/.config/tercet/profiles",
                "",
                "Profiles: lines such as 'prod.endpoints = https://etcd-1:2379'. The profile 'default' holds if none is named."
                        + " XDG_CONFIG_HOME is heeded.");
        page.item(
                "~/.local/state/tercet/history",
                "",
                "What was typed in the shell, without lines that hold passwords. XDG_STATE_HOME is heeded.");
        page.item(
                "~/.cache/tercet/",
                "",
                "The archive of classes, of about 45 MB, which is made by the first run. XDG_CACHE_HOME and TERCET_CACHE are"
                        + " heeded.");
    }

    private static String plain(String text) {
        return text.replace("%n", " ").replace("%%", "%");
    }

    private static String lower(String text) {
        String end = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return end.substring(0, 1).toLowerCase(Locale.ROOT) + end.substring(1);
    }
}
