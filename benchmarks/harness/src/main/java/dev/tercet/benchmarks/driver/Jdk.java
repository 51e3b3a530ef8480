package dev.tercet.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK that contenders can run on.
 *
 * @param home its folder
 * @param version as it calls itself
 */
record Jdk(Path home, Runtime.Version version) {
    private static final Path SYSTEM = Path.of("/usr/lib/jvm");

    /** The one that this runs on. */
    static Jdk current() {
        return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version());
    }

    /** The one in this folder; empty if there is none. */
    static Optional<Jdk> at(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.exists(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        try {
            return Optional.of(new Jdk(home, Runtime.Version.parse(version)));
        } catch (IllegalArgumentException odd) {
            // JDK 8 counts differently, and is too old for anything here.
            return Optional.empty();
        }
    }

    /** The newest of this one and those that the system has. */
    static Jdk newest() throws IOException {
        return newest(current(), SYSTEM);
    }

    /** The newest of this one and those in folders below that one. */
    static Jdk newest(Jdk current, Path folder) throws IOException {
        List<Jdk> all = new ArrayList<>(List.of(current));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> homes = Files.list(folder)) {
                for (Path home : homes.toList()) {
                    at(home).ifPresent(all::add);
                }
            }
        }
        return all.stream().max(Comparator.comparing(Jdk::version)).orElseThrow();
    }

    /** The command that starts a JVM. */
    String command() {
        return home.resolve("bin/java").toString();
    }
}
