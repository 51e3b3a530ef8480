package dev.tercet.cli.shell;

import dev.tercet.cli.connect.GlobalOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How words of a line could go on: commands, options, and what is known of their values by what help calls them. */
final class Suggestions {
    private final CommandSpec top;
    private final Function<String, List<Suggestion>> keys;
    private final Function<String, List<Suggestion>> files;
    private final Supplier<? extends Collection<String>> profiles;

    /** Of this command, with what knows keys and files that begin with a text, and the names of profiles. */
    Suggestions(
            CommandSpec top,
            Function<String, List<Suggestion>> keys,
            Function<String, List<Suggestion>> files,
            Supplier<? extends Collection<String>> profiles) {
        this.top = top;
        this.keys = keys;
        this.files = files;
        this.profiles = profiles;
    }

    /** For a word, after these. */
    List<Suggestion> of(List<String> before, String word) {
        Place place = new Place(top);
        before.forEach(place::pass);
        if (place.awaiting != null) {
            return values(place.awaiting, word);
        }
        int equals = word.indexOf('=');
        if (place.takesOptions() && word.startsWith("--") && equals > 0) {
            OptionSpec option = place.command.findOption(word.substring(0, equals));
            String name = word.substring(0, equals + 1);
            return option == null
                    ? List.of()
                    : values(option, word.substring(equals + 1)).stream()
                            .map(value -> new Suggestion(name + value.text(), value.description(), value.whole()))
                            .toList();
        }
        if (place.takesOptions() && word.startsWith("-")) {
            return options(place.command, word);
        }
        if (place.helping
                || (place.arguments == 0 && !place.command.subcommands().isEmpty())) {
            return commands(place.command, word);
        }
        return place.command.positionalParameters().stream()
                .filter(argument -> argument.index().contains(place.arguments))
                .findFirst()
                .map(argument -> values(argument, word))
                .orElse(List.of());
    }

    private static List<Suggestion> commands(CommandSpec command, String word) {
        return command.subcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .filter(each -> !each.usageMessage().hidden() && each.name().startsWith(word))
                .map(each ->
                        new Suggestion(each.name(), first(each.usageMessage().description()), true))
                .toList();
    }

    /** The command's own first; those of all commands only once something of their name is there. */
    private static List<Suggestion> options(CommandSpec command, String word) {
        boolean all = word.length() > 2;
        return command.options().stream()
                .filter(option -> !option.hidden() && (all || !GlobalOptions.isGlobal(option)))
                .flatMap(option -> Stream.of(option.longestName())
                        .filter(name -> name.startsWith(word))
                        .map(name -> new Suggestion(name, first(option.description()), true)))
                .toList();
    }

    private static String first(String[] description) {
        String text = description.length == 0 ? "" : description[0];
        return text.replace("%n", " ").replace("%%", "%");
    }

    private List<Suggestion> values(ArgSpec what, String word) {
        List<String> known = new ArrayList<>();
        if (what.completionCandidates() != null) {
            StreamSupport.stream(what.completionCandidates().spliterator(), false)
                    .forEach(known::add);
        }
        String label = what.paramLabel().toUpperCase(Locale.ROOT);
        if (known.isEmpty() && what.paramLabel().matches("[a-z0-9]+(\\|[a-z0-9]+)+")) {
            known.addAll(Arrays.asList(what.paramLabel().split("\\|")));
        }
        if (what instanceof OptionSpec option && option.longestName().equals("--profile")) {
            known.addAll(profiles.get());
        }
        if (!known.isEmpty()) {
            return known.stream()
                    .filter(each -> each.startsWith(word))
                    .map(Suggestion::of)
                    .toList();
        }
        if (label.contains("FILE") || label.contains("FOLDER")) {
            return files.apply(word);
        }
        return label.contains("KEY") || label.contains("PREFIX") || label.contains("RANGE_END")
                ? keys.apply(word)
                : List.of();
    }

    /** How far a line has come. */
    private static final class Place {
        private CommandSpec command;
        private @Nullable OptionSpec awaiting;
        private boolean onlyArguments;
        private boolean helping;
        private int arguments;

        Place(CommandSpec top) {
            this.command = top;
        }

        boolean takesOptions() {
            return !onlyArguments;
        }

        void pass(String word) {
            if (awaiting != null) {
                awaiting = null;
            } else if (takesOptions() && word.equals("--")) {
                onlyArguments = true;
            } else if (takesOptions() && word.startsWith("-") && word.length() > 1) {
                OptionSpec option = command.findOption(word);
                awaiting = option != null && option.arity().min() > 0 ? option : null;
            } else if (arguments == 0 && find(word) != null) {
                command = Objects.requireNonNull(find(word));
                if (command.helpCommand()) {
                    // What follows names commands from the top on.
                    helping = true;
                    command = command.root();
                }
            } else {
                arguments++;
            }
        }

        /** The command of that name, or the only one that begins like it. */
        private @Nullable CommandSpec find(String word) {
            CommandLine exact = command.subcommands().get(word);
            if (exact != null) {
                return exact.getCommandSpec();
            }
            List<CommandSpec> like = command.subcommands().values().stream()
                    .distinct()
                    .map(CommandLine::getCommandSpec)
                    .filter(each -> each.name().startsWith(word))
                    .toList();
            return like.size() == 1 ? like.get(0) : null;
        }
    }
}
