package dev.tercet.cli;

import picocli.CommandLine.Command;

/** The command itself; those are in {@link Commands}. */
@Command(
        name = "tercet",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Talks to etcd.",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well",
            "1:the server refused, or something failed",
            "2:wrong usage",
            "3:bad input: what was read makes no sense",
            "4:the format or the request is not supported",
            "5:interrupted",
            "6:a file cannot be read or written",
            "7:no server can be reached, or none answered in time",
            "8:differences found"
        })
final class TercetCommand {}
