package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Settings under a name, from a file of Java properties: {@code prod.endpoints = https://...}. The profile {@code default} is taken where
 * none is named.
 */
final class Profile {
    private final String name;
    private final Path file;
    private final Properties lines;

    private Profile(String name, Path file, Properties lines) {
        this.name = name;
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads it.
     *
     * @param config the file, if one was named, which must be there then
     * @param name the profile, if one was named, which must be there then
     */
    static Profile read(@Nullable String config, @Nullable String name, Map<String, String> environment) {
        Path file = config != null ? Path.of(config) : usual(environment);
        boolean wanted = config != null || name != null;
        Properties lines = new Properties();
        if (wanted || Files.exists(file)) {
            try (Reader text = Files.newBufferedReader(file)) {
                lines.load(text);
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandException(Exit.FILE, "cannot read the profiles in " + file + ": " + e, e);
            }
        }
        Profile profile = new Profile(name == null ? "default" : name, file, lines);
        profile.check(name != null);
        return profile;
    }

    private static Path usual(Map<String, String> environment) {
        String home = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (home.isBlank() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(home))
                .resolve("tercet")
                .resolve("profiles");
    }

    private void check(boolean named) {
        boolean found = false;
        for (String line : lines.stringPropertyNames()) {
            int dot = line.lastIndexOf('.');
            String word = line.substring(dot + 1);
            if (dot < 0
                    || Arrays.stream(Setting.values())
                            .noneMatch(each -> each.word().equals(word))) {
                throw CommandException.badInput(file + " has '" + line
                        + "', which is no setting: write PROFILE.SETTING = VALUE, such as prod.endpoints.");
            }
            found |= line.substring(0, dot).equals(name);
        }
        if (named && !found) {
            throw CommandException.wrongUsage("there is no profile '" + name + "' in " + file + ".");
        }
    }

    @Nullable
    String get(Setting setting) {
        return lines.getProperty(name + "." + setting.word());
    }

    @Override
    public String toString() {
        return "profile " + name + " of " + file;
    }
}
