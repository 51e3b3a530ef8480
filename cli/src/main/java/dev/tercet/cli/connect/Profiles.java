package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.cli.error.FileTrouble;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settings under names, from a file of Java properties: {@code prod.endpoints = https://...}. The profile {@code default} is taken where
 * none is named.
 */
public final class Profiles {
    /** The profile that is taken where none is named. */
    public static final String DEFAULT = "default";

    private final Path file;
    private final Properties lines;

    private Profiles(Path file, Properties lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads them.
     *
     * @param config the file, if one was named
     * @param wanted whether the file must be there
     */
    static Profiles read(@Nullable String config, boolean wanted, Map<String, String> environment) {
        Path file = config == null ? usual(environment) : UserPath.of(config);
        Properties lines = new Properties();
        if (wanted || Files.exists(file)) {
            try (Reader text = Files.newBufferedReader(file)) {
                lines.load(text);
            } catch (NoSuchFileException e) {
                throw new CommandException(Exit.FILE, "there are no profiles: " + file + " is not there.", e);
            } catch (IOException e) {
                throw unreadable(file, FileTrouble.reason(e), e);
            } catch (IllegalArgumentException e) {
                throw unreadable(file, String.valueOf(e.getMessage()), e);
            }
        }
        Profiles profiles = new Profiles(file, lines);
        profiles.check();
        return profiles;
    }

    private static CommandException unreadable(Path file, String why, Exception e) {
        return new CommandException(Exit.FILE, "cannot read the profiles in " + file + ": " + why + ".", e);
    }

    private static Path usual(Map<String, String> environment) {
        return Home.ours(environment, "XDG_CONFIG_HOME", ".config").resolve("profiles");
    }

    private void check() {
        for (String line : lines.stringPropertyNames()) {
            int dot = line.lastIndexOf('.');
            if (dot < 1 || setting(line.substring(dot + 1)).isEmpty()) {
                throw CommandException.badInput(file + " has '" + line
                        + "', which is no setting: write PROFILE.SETTING = VALUE, such as prod.endpoints.");
            }
        }
    }

    /** A setting that a profile can have: not which profile to take. */
    private static Optional<Setting> setting(String word) {
        return Arrays.stream(Setting.values())
                .filter(each -> each != Setting.PROFILE && each != Setting.CONFIG)
                .filter(each -> each.word().equals(word))
                .findFirst();
    }

    /** Where they are. */
    public Path file() {
        return file;
    }

    /** Their names. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        lines.stringPropertyNames().forEach(line -> names.add(line.substring(0, line.lastIndexOf('.'))));
        return names;
    }

    /** What one says of a setting, or null. */
    public @Nullable String get(String name, Setting setting) {
        return lines.getProperty(name + "." + setting.word());
    }

    /** Whether there is a password or a token in it that others than its owner can read. */
    boolean areExposed() {
        return Secrets.isReadableByOthers(file)
                && names().stream()
                        .anyMatch(name -> Arrays.stream(Setting.values())
                                .anyMatch(setting -> Secrets.isSecret(setting, get(name, setting))));
    }

    @Nullable
    Said find(String name, Setting setting) {
        String text = get(name, setting);
        return text == null
                ? null
                : new Said(text, Said.Source.PROFILE, setting.word() + " in profile " + name + " of " + file);
    }
}
