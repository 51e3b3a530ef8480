package dev.tercet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Finds the commands that words name. picocli takes a word that names none for an argument, and the next, which may be a key, for the
 * command: what it then has to say is about the wrong word.
 */
final class CommandNames {
    private CommandNames() {}

    /**
     * Looks a command line over.
     *
     * @throws ParameterException if a word stands where a command does, and is none
     */
    static void check(CommandSpec top, String... words) {
        CommandSpec command = top;
        for (int i = 0; i < words.length && !command.subcommands().isEmpty(); i++) {
            String word = words[i];
            if (!word.startsWith("-")) {
                command = below(command, word);
                continue;
            }
            String name = word.startsWith("--") ? word.split("=", 2)[0] : word.substring(0, Math.min(2, word.length()));
            OptionSpec option = command.findOption(name);
            if (option == null) {
                // That is wrong already, and what comes after it may be its value.
                return;
            }
            if (option.arity().min() > 0 && word.equals(name)) {
                i++;
            }
        }
    }

    /**
     * The command of this name, in full or abbreviated.
     *
     * @throws ParameterException if there is none, or more than one
     */
    static CommandSpec below(CommandSpec above, String word) {
        CommandLine exact = above.subcommands().get(word);
        if (exact != null) {
            return exact.getCommandSpec();
        }
        List<CommandSpec> like = all(above)
                .filter(each -> each.names().stream().anyMatch(name -> isShort(word, name)))
                .toList();
        if (like.size() == 1) {
            return like.get(0);
        }
        String said = "'" + path(above, word) + "'";
        throw new ParameterException(
                above.commandLine(),
                like.isEmpty()
                        ? "no such command " + said + near(above, word)
                        : said + " may be " + or(like.stream().map(CommandSpec::name)) + ": say more of it.");
    }

    /** Whether a word abbreviates a name: the name begins like it, or each part of the name like a part of the word. */
    private static boolean isShort(String word, String name) {
        String[] shorts = word.split("-", -1);
        String[] parts = name.split("-", -1);
        if (word.isEmpty() || shorts.length > parts.length) {
            return false;
        }
        for (int i = 0; i < shorts.length; i++) {
            if (!parts[i].startsWith(shorts[i])) {
                return false;
            }
        }
        return true;
    }

    private static String near(CommandSpec above, String word) {
        List<String> near = all(above)
                .map(each -> Near.nearest(word, each.names()))
                .filter(name -> name != null)
                .map(name -> "'" + path(above, name) + "'")
                .toList();
        return near.isEmpty() ? "." : ": did you mean " + or(near.stream()) + "?";
    }

    private static Stream<CommandSpec> all(CommandSpec above) {
        return above.subcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .filter(each -> !each.usageMessage().hidden());
    }

    /** As it is typed, without the program. */
    private static String path(CommandSpec above, String word) {
        List<String> path = new ArrayList<>(List.of(word));
        for (@Nullable CommandSpec each = above; each != null && each.parent() != null; each = each.parent()) {
            path.add(0, each.name());
        }
        return String.join(" ", path);
    }

    private static String or(Stream<String> names) {
        List<String> all = names.toList();
        String last = all.get(all.size() - 1);
        return all.size() == 1 ? last : String.join(", ", all.subList(0, all.size() - 1)) + " or " + last;
    }
}
