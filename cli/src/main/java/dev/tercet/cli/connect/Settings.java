package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Format;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of one run: from the command line, else from the environment, else from the profile. */
public final class Settings {
    private final Given given;
    private final Map<String, String> environment;
    private @Nullable Profile profile;

    /** Of these; the profile is read when it is first needed. */
    public Settings(Given given, Map<String, String> environment) {
        this.given = given;
        this.environment = environment;
    }

    /** Whether anybody said anything of it. */
    public boolean has(Setting setting) {
        return find(setting) != null;
    }

    /** Its text. */
    public Optional<String> text(Setting setting) {
        Said said = find(setting);
        return said == null ? Optional.empty() : Optional.of(said.text());
    }

    /** Whether it is set. */
    public boolean is(Setting setting, boolean unlessSaid) {
        return read(setting, text -> switch (text) {
                    case "true", "1", "t", "T", "TRUE", "True" -> true;
                    case "false", "0", "f", "F", "FALSE", "False" -> false;
                    default -> throw new IllegalArgumentException("neither true nor false");
                })
                .orElse(unlessSaid);
    }

    /** A duration. */
    public Optional<Duration> time(Setting setting) {
        return read(setting, text -> new DurationConverter().convert(text));
    }

    /** A whole number above zero. */
    public Optional<Integer> number(Setting setting) {
        return read(setting, text -> {
            int number = Integer.parseInt(text);
            if (number <= 0) {
                throw new IllegalArgumentException("not above zero");
            }
            return number;
        });
    }

    /** Whether a cluster was named at all. */
    public boolean nameCluster() {
        return has(Setting.ENDPOINTS)
                || has(Setting.DISCOVERY_SRV)
                || variable("ETCD_ENDPOINTS").isPresent()
                || variable("ETCD_URL").isPresent();
    }

    /** Where members listen. */
    public List<String> endpoints() {
        return text(Setting.ENDPOINTS)
                .or(() -> variable("ETCD_ENDPOINTS"))
                .or(() -> variable("ETCD_URL"))
                .map(text -> List.of(text.split(",")))
                .orElse(List.of("127.0.0.1:2379"));
    }

    /** How replies are shown. */
    public Format format() {
        return read(Setting.OUTPUT, Settings::format)
                .or(() -> read(Setting.WRITE_OUT, Settings::format))
                .orElse(Format.SIMPLE);
    }

    private static Format format(String name) {
        if (name.equals("protobuf")) {
            throw CommandException.unsupported("protobuf is not supported as output format: use json.");
        }
        return Format.of(name).orElseThrow(() -> new IllegalArgumentException("known are " + Format.words()));
    }

    /** A variable that is not a setting's own. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private <T> Optional<T> read(Setting setting, Function<String, T> reading) {
        Said said = find(setting);
        if (said == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(said.text()));
        } catch (CommandException e) {
            throw e;
        } catch (RuntimeException e) {
            throw CommandException.wrongUsage(
                    said.origin() + " is '" + said.text() + "', which cannot be: " + e.getMessage() + ".");
        }
    }

    private @Nullable Said find(Setting setting) {
        String option = given.get(setting);
        if (option != null) {
            return new Said(option, "--" + setting.word());
        }
        String variable = environment.get(setting.variable());
        if (variable != null && !variable.isEmpty()) {
            return new Said(variable, setting.variable());
        }
        if (setting == Setting.PROFILE || setting == Setting.CONFIG) {
            return null;
        }
        String text = profile().get(setting);
        return text == null ? null : new Said(text, setting.word() + " in " + profile());
    }

    private Profile profile() {
        Profile known = profile;
        if (known == null) {
            known = Profile.read(
                    text(Setting.CONFIG).orElse(null), text(Setting.PROFILE).orElse(null), environment);
            profile = known;
        }
        return known;
    }

    private record Said(String text, String origin) {}
}
