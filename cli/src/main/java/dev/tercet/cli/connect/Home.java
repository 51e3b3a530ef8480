package dev.tercet.cli.connect;

import java.nio.file.Path;
import java.util.Map;

/** Where files of whoever runs this are: {@code $HOME} comes first, as in every shell, then what Java knows of the user. */
public final class Home {
    private Home() {}

    /** The folder itself. */
    public static String of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return home.isBlank() ? System.getProperty("user.home") : home;
    }

    /** Our folder in what a variable names, or else in a folder of the home. */
    public static Path ours(Map<String, String> environment, String variable, String usual) {
        String named = environment.getOrDefault(variable, "");
        return (named.isBlank() ? Path.of(of(environment), usual) : Path.of(named)).resolve("tercet");
    }
}
