package dev.tercet.cli.cluster;

import dev.tercet.cli.error.CommandException;
import java.util.List;
import picocli.CommandLine.Option;

/** Where other members reach one. */
final class PeerUrls {
    @Option(
            names = "--peer-urls",
            paramLabel = "URL[,URL]",
            description = "Where other members will reach it, such as http://10.0.0.4:2380.")
    private String text = "";

    /** As they were given. */
    String text() {
        return text;
    }

    /** Each by itself. */
    List<String> list() {
        if (text.isEmpty()) {
            throw CommandException.wrongUsage("member peer urls not provided: say --peer-urls.");
        }
        return List.of(text.split(","));
    }
}
