package dev.tercet.conformance.faults.load;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param home its folder
 * @param version as it calls itself
 */
record Jdks(Path home, Runtime.Version version) {
    private static final Path SYSTEM = Path.of("/usr/lib/jvm");

    /** The newest of the one that runs this and those of the system. */
    static Jdks newest() throws IOException {
        Jdks current = new Jdks(Path.of(System.getProperty("java.home")), Runtime.version());
        if (!Files.isDirectory(SYSTEM)) {
            return current;
        }
        try (Stream<Path> homes = Files.list(SYSTEM)) {
            List<Jdks> others = homes.flatMap(home -> at(home).stream()).toList();
            return Stream.concat(Stream.of(current), others.stream())
                    .max(Comparator.comparing(Jdks::version))
                    .orElseThrow();
        }
    }

    private static Optional<Jdks> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(release)) {
            Properties properties = new Properties();
            properties.load(reader);
            String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Optional.of(new Jdks(home, Runtime.Version.parse(version)));
        } catch (IOException | IllegalArgumentException odd) {
            // JDK 8 counts differently, and has no virtual threads.
            return Optional.empty();
        }
    }

    boolean hasVirtualThreads() {
        return version.feature() >= 21;
    }

    String java() {
        return home.resolve("bin/java").toString();
    }
}
