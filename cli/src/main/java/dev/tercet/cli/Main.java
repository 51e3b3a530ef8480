package dev.tercet.cli;

import java.util.List;
import picocli.CommandLine;

/** Where the {@code tercet} command starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // Read by the logger when it is first used, hence before anything else.
        if (List.of(args).contains("--debug")) {
            System.setProperty("org.slf4j.simpleLogger.log.dev.tercet", "debug");
        }
        System.exit(commandLine().execute(args));
    }

    /** The command with all that is below it. */
    static CommandLine commandLine() {
        return new CommandLine(new TercetCommand())
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(new Failures())
                .setUsageHelpWidth(100);
    }
}
