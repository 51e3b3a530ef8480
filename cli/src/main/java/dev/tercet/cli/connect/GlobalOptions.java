package dev.tercet.cli.connect;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Adds the options of all settings to a command and to all below it, so that they can stand before the command's name or after it.
 * picocli's own inheritance cannot: it refuses a command that needs one of the names for itself, as {@code import -d} does.
 */
public final class GlobalOptions {
    private final Given given;

    private GlobalOptions(Given given) {
        this.given = given;
    }

    /** Adds them; what is given goes into {@code given}. */
    public static void add(CommandLine top, Given given) {
        new GlobalOptions(given).add(top);
    }

    private void add(CommandLine command) {
        for (Setting setting : Setting.values()) {
            add(setting, command.getCommandSpec());
        }
        Collection<CommandLine> commands = command.getSubcommands().values();
        commands.stream().distinct().forEach(this::add);
    }

    private void add(Setting setting, CommandSpec command) {
        List<String> names = setting.names().stream()
                .filter(name -> command.findOption(name) == null)
                .toList();
        if (names.isEmpty()) {
            return;
        }
        command.addOption(option(setting, names, setting.description(), given));
    }

    /** The one by which a setting is said of another cluster. Its page of help is written in sentences. */
    static OptionSpec ofOther(Setting setting, Given other) {
        String said = setting.description().replace("--", other.prefix());
        String sentence = said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1) + ".";
        return option(setting, List.of(other.option(setting)), sentence, other);
    }

    private static OptionSpec option(Setting setting, List<String> names, String description, Given given) {
        OptionSpec.Builder option = OptionSpec.builder(names.toArray(new String[0]))
                .description(description)
                .setter(new Taker(setting, given));
        if (setting.isFlag()) {
            option.type(Boolean.class).converters(new Truth());
        } else {
            option.arity("1").type(String.class).paramLabel(setting.label());
            if (!setting.candidates().isEmpty()) {
                option.completionCandidates(setting.candidates());
            }
        }
        return option.build();
    }

    // A class, since what a lambda is of picocli's interfaces cannot be kept in an archive of classes.
    private static final class Truth implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String text) {
            try {
                return Settings.truth(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is neither true nor false");
            }
        }
    }

    /** picocli also sets what is not on the command line, to null. */
    private record Taker(Setting setting, Given given) implements ISetter {
        @Override
        @SuppressWarnings("NullAway") // What the interface, which says nothing of null, does itself.
        public <T> T set(@Nullable T value) {
            if (value != null) {
                given.put(setting, value.toString());
            }
            return value;
        }
    }

    /** Whether an option is one of these. */
    public static boolean isGlobal(ArgSpec option) {
        return option.setter() instanceof Taker taker && taker.given.isOfAll();
    }
}
