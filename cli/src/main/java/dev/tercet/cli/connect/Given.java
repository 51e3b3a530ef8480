package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The settings that a command line has, wherever in it they stand. A list that is said twice is one list. */
public final class Given {
    private static final String OF_ALL = "--";

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final String prefix;
    private final @Nullable Given shell;

    private Given(String prefix, @Nullable Given shell) {
        this.prefix = prefix;
        this.shell = shell;
    }

    /** With nothing in it. */
    public Given() {
        this(OF_ALL, null);
    }

    /** Of a line in a shell, whose own command line holds for what the line does not say. */
    public Given(Given shell) {
        this(OF_ALL, shell);
    }

    /** By options that begin with this. */
    Given(String prefix) {
        this(prefix, null);
    }

    /** Whether it is by the options that all commands have. */
    boolean isOfAll() {
        return prefix.equals(OF_ALL);
    }

    /** What its options begin with. */
    String prefix() {
        return prefix;
    }

    /** The option by which a setting is said here. */
    String option(Setting setting) {
        return prefix + setting.word();
    }

    /** Takes one. */
    public void put(Setting setting, String value) {
        if (setting == Setting.ENDPOINTS) {
            values.merge(setting, value, (before, now) -> before + "," + now);
        } else if (values.put(setting, value) != null) {
            throw CommandException.wrongUsage(option(setting) + " is given twice.");
        }
    }

    /** What this command line itself says of it, or null. */
    public @Nullable String get(Setting setting) {
        return values.get(setting);
    }

    /** Whether this command line itself, not the shell's, has any of these. */
    public boolean hasAny(Predicate<Setting> which) {
        return values.keySet().stream().anyMatch(which);
    }

    @Nullable
    Said find(Setting setting) {
        String value = values.get(setting);
        if (value != null) {
            return new Said(value, Said.Source.COMMAND_LINE, option(setting));
        }
        Said before = shell == null ? null : shell.find(setting);
        return before == null ? null : new Said(before.text(), Said.Source.SHELL, before.origin() + " of the shell");
    }
}
