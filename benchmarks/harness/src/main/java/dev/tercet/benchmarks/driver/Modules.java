package dev.tercet.benchmarks.driver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts the main class of a module of this build in a process of its own. */
final class Modules {
    // The same for all, and fixed, so that the collector's share is comparable.
    static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

    // Many small buffers for what threads allocate: whoever needs a new one is whose bytes are seen.
    static final List<String> RECORDED_JVM = Stream.concat(
                    JVM.stream(), Stream.of("-XX:TLABSize=16k", "-XX:-ResizeTLAB"))
            .toList();

    private Modules() {}

    static Path classPathFile(String module) {
        return Path.of("benchmarks", module, "target", "classpath.txt");
    }

    static String classPath(String module) throws IOException {
        return Path.of("benchmarks", module, "target", "classes")
                + File.pathSeparator
                + Files.readString(classPathFile(module)).trim();
    }

    static Worker start(String module, String mainClass, Path log, String... args) throws IOException {
        return start(Jdk.current(), JVM, classPath(module), module, mainClass, log, args);
    }

    /** In a JVM of this JDK with these options and no others. */
    static Worker start(
            Jdk jdk, List<String> options, String classPath, String name, String mainClass, Path log, String... args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.command());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(List.of(args));
        return new Worker(
                name, new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }
}
