package dev.tercet.cli;

import dev.tercet.cli.connect.Setting;
import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.util.List;

/** Where the {@code tercet} command starts. */
public final class Main {
    private Main() {}

    private static final String FLIGHT_RECORDER = "io.grpc.netty.shaded.io.netty.jfr.enabled";

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // Read by the logger when it is first used, hence before anything else.
        if (isDebug(args)) {
            System.setProperty("org.slf4j.simpleLogger.log.dev.tercet", "debug");
            System.setProperty("org.slf4j.simpleLogger.log.dev.tercet.internal.lease", "debug");
        }
        // Netty's events for the JVM's flight recorder take a tenth of a second of every start.
        System.setProperty(FLIGHT_RECORDER, System.getProperty(FLIGHT_RECORDER, "false"));
        // The launch scripts say under which name they were called.
        String name = System.getProperty("tercet.name", "tercet");
        System.exit(name.equals("warm-up") ? WarmUp.run() : run(name, args));
    }

    private static int run(String name, String... args) {
        Streams streams = Streams.system();
        try {
            return Tercet.runAs(name, new Cli(streams, System.getenv()), RawWords.of(args));
        } catch (CommandException e) {
            return Failures.told(name, e, streams.err());
        }
    }

    private static boolean isDebug(String... args) {
        List<String> words = List.of(args);
        return words.contains("--debug")
                || words.contains("--debug=true")
                || "true".equals(System.getenv(Setting.DEBUG.variable()));
    }
}
