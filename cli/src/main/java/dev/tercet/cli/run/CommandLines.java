package dev.tercet.cli.run;

import picocli.CommandLine;

/** All commands, for those that run others. */
public interface CommandLines {
    /** All of them, made for this run. */
    CommandLine of(Cli cli);

    /**
     * Runs one of them, and closes what the run opened.
     *
     * @param command what {@link #of} made of the same {@code cli}
     * @return the exit code
     */
    int execute(Cli cli, CommandLine command, String... words);
}
