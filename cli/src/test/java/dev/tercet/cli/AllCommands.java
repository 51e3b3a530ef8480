package dev.tercet.cli;

import dev.tercet.cli.run.CommandLines;

/** All commands, for tests of those that run others. */
public final class AllCommands {
    private AllCommands() {}

    /** As the program has them. */
    public static CommandLines get() {
        return Tercet.ALL;
    }
}
