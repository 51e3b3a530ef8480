package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchRequest;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to watch: the words and options of {@code watch}, on the command line and in its dialogue. */
final class WatchOptions {
    @Parameters(
            arity = "0..*",
            paramLabel = "KEY [RANGE_END] [-- COMMAND]",
            hideParamSyntax = true,
            description = {
                "The key, or the first of a range, and the key after the last; then a command to run for each event. Without a key those of"
                        + " ETCDCTL_WATCH_KEY and ETCDCTL_WATCH_RANGE_END."
            })
    private List<String> words = List.of();

    @Option(names = "--prefix", description = "All keys that begin with KEY.")
    private boolean prefix;

    @Option(names = "--rev", paramLabel = "REVISION", description = "From this revision on, past ones included.")
    private long revision;

    @Option(names = "--prev-kv", description = "Show also the key and value before.")
    private boolean previous;

    @Option(names = "--progress-notify", description = "Say how far it is while nothing happens.")
    private boolean progress;

    List<String> words() {
        return words;
    }

    /** The request for these keys: one, or the beginning and the end of a range. */
    WatchRequest request(List<String> keys) {
        if (revision < 0) {
            throw CommandException.wrongUsage("the revision is negative: " + revision + ".");
        }
        String end = keys.size() > 1 ? keys.get(1) : null;
        KeyRange range = Range.of(keys.get(0), end, prefix, false);
        WatchRequest request = WatchRequest.of(range).fromRevision(revision);
        request = previous ? request.withPrevious() : request;
        return progress ? request.withProgress() : request;
    }
}
