package dev.tercet.cli.keys;

import dev.tercet.cli.error.CommandException;
import dev.tercet.watch.WatchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What to watch, and what to do about it.
 *
 * @param command what to run for each event, if anything
 */
record WatchPlan(WatchRequest request, List<String> command) {
    private static final String KEY = "ETCDCTL_WATCH_KEY";
    private static final String RANGE_END = "ETCDCTL_WATCH_RANGE_END";

    /**
     * What the words come to, or wrong usage.
     *
     * @param line all words as they were typed, of which those behind {@code --} are the command
     */
    static WatchPlan of(WatchOptions options, List<String> line, Map<String, String> environment) {
        int separator = line.indexOf("--");
        List<String> command = separator < 0 ? List.of() : line.subList(separator + 1, line.size());
        if (separator >= 0 && command.isEmpty()) {
            throw CommandException.wrongUsage("no command behind --.");
        }
        List<String> words = options.words();
        return new WatchPlan(
                options.request(keys(words.subList(0, words.size() - command.size()), environment)),
                List.copyOf(command));
    }

    private static List<String> keys(List<String> words, Map<String, String> environment) {
        String key = environment.getOrDefault(KEY, "");
        String end = environment.getOrDefault(RANGE_END, "");
        if (key.isEmpty() && !end.isEmpty()) {
            throw CommandException.wrongUsage(RANGE_END + " is '" + end + "', but " + KEY + " is empty.");
        }
        List<String> keys = new ArrayList<>(words);
        if (!key.isEmpty()) {
            if (!words.isEmpty()) {
                throw CommandException.wrongUsage("the key is said twice: " + words.get(0) + ", and " + KEY + ".");
            }
            keys.add(key);
            if (!end.isEmpty()) {
                keys.add(end);
            }
        }
        if (keys.isEmpty()) {
            throw CommandException.wrongUsage("say which key to watch.");
        }
        if (keys.size() > 2) {
            throw CommandException.wrongUsage(
                    "a key and the end of a range at most, not " + keys.size() + " words; put -- before a command.");
        }
        return keys;
    }
}
