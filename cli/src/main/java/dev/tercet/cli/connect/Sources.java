package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where settings come from: the command line, else a shell's, else the environment, else the profile. */
final class Sources {
    private final Given given;
    private final Map<String, String> environment;
    private final Consumer<String> warnings;
    private final @Nullable Sources first;
    private @Nullable Profiles profiles;

    /** Of these; the profiles are read when they are first needed. */
    Sources(Given given, Map<String, String> environment, Consumer<String> warnings) {
        this(given, environment, warnings, null);
    }

    private Sources(Given given, Map<String, String> environment, Consumer<String> warnings, @Nullable Sources first) {
        this.given = given;
        this.environment = environment;
        this.warnings = warnings;
        this.first = first;
    }

    /** Of another cluster, of which the command line alone says something; how long things may take is as here. */
    Sources ofOther(Given other) {
        return new Sources(other, Map.of(), warnings, this);
    }

    /** The option by which a setting is said. */
    String option(Setting setting) {
        return given.option(setting);
    }

    /** What the nearest says of it, or null. */
    @Nullable
    Said find(Setting setting) {
        Said line = given.find(setting);
        if (line != null) {
            return line;
        }
        if (first != null) {
            return setting.isOfCalls() ? first.find(setting) : null;
        }
        for (String variable : setting.variables()) {
            String text = environment.getOrDefault(variable, "");
            if (!text.isBlank()) {
                return new Said(text, Said.Source.ENVIRONMENT, variable);
            }
        }
        if (setting == Setting.PROFILE || setting == Setting.CONFIG) {
            return null;
        }
        return profiles().find(profile(), setting);
    }

    /** The profile that holds. */
    String profile() {
        Said named = find(Setting.PROFILE);
        return named == null ? Profiles.DEFAULT : named.text();
    }

    private Profiles profiles() {
        Profiles known = profiles;
        if (known == null) {
            known = all();
            if (find(Setting.PROFILE) != null && !known.names().contains(profile())) {
                throw CommandException.wrongUsage("there is no profile '" + profile() + "' in " + known.file() + ".");
            }
            if (known.areExposed()) {
                warnings.accept("others than you can read the secrets in " + known.file() + ": chmod 600 it.");
            }
            profiles = known;
        }
        return known;
    }

    /** All profiles, even if the one that is named is not among them. */
    Profiles all() {
        Said config = find(Setting.CONFIG);
        boolean wanted = config != null || find(Setting.PROFILE) != null;
        return Profiles.read(config == null ? null : config.text(), wanted, environment);
    }
}
