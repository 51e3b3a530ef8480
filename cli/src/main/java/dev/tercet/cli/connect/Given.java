package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that the command line has, wherever in it they stand. A list that is said twice is one list. */
public final class Given {
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    /** Takes one. */
    public void put(Setting setting, String value) {
        if (setting == Setting.ENDPOINTS) {
            values.merge(setting, value, (before, now) -> before + "," + now);
        } else if (values.put(setting, value) != null) {
            throw CommandException.wrongUsage("--" + setting.word() + " is given twice.");
        }
    }

    /** What the command line says of it, or null. */
    public @Nullable String get(Setting setting) {
        return values.get(setting);
    }
}
