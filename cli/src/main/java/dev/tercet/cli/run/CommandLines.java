package dev.tercet.cli.run;

import picocli.CommandLine;

/** All commands, for those that run others. */
public interface CommandLines {
    /** Those that a line of these words needs, made for this run; all of them for no words. */
    CommandLine of(Cli cli, String... words);

    /**
     * Runs one of them, and closes what the run opened.
     *
     * @param command what {@link #of} made of the same {@code cli}
     * @return the exit code
     */
    int execute(Cli cli, CommandLine command, String... words);
}
