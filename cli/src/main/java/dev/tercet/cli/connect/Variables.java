package dev.tercet.cli.connect;

import dev.tercet.cli.error.CommandException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with etcdctl's variables in the environment. */
final class Variables {
    private static final String OURS = "ETCDCTL_";
    private static final String API = "ETCDCTL_API";

    /** Those of {@code watch}, and the one that chose between versions of the API. */
    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of(API, "ETCDCTL_WATCH_KEY", "ETCDCTL_WATCH_RANGE_END"),
                    Arrays.stream(Setting.values()).map(Setting::variable))
            .collect(Collectors.toUnmodifiableSet());

    private Variables() {}

    /**
     * Looks them over before anything is sent.
     *
     * @throws CommandException if the second version of the API is wanted, whose keys are others
     */
    static void check(Map<String, String> environment) {
        String api = environment.getOrDefault(API, "");
        if (!api.isEmpty() && !api.equals("3")) {
            throw CommandException.unsupported("ETCDCTL_API is " + api
                    + ", but this speaks version 3 of etcd's API alone: unset it. The keys of version 2 are others;"
                    + " 'tercet migrate-v2' copies them.");
        }
    }

    /** Names those that mean nothing. */
    static void unknown(Map<String, String> environment, Consumer<String> warnings) {
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(OURS) && !KNOWN.contains(name)) {
                warnings.accept("the environment variable " + name + " means nothing here.");
            }
        }
    }
}
