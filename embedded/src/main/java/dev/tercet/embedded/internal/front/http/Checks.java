package dev.tercet.embedded.internal.front.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A page of checks, each with a page of its own below it. A check that fails says why. */
final class Checks {
    private Checks() {}

    /** The page at this path, unless it is none of these. */
    static Optional<Page> page(
            String path, String root, Map<String, Supplier<Optional<String>>> checks, Map<String, List<String>> query) {
        boolean verbose = query.containsKey("verbose");
        if (path.equals(root)) {
            List<String> excluded = query.getOrDefault("exclude", List.of());
            Map<String, Supplier<Optional<String>>> wanted = new LinkedHashMap<>(checks);
            wanted.keySet().removeAll(excluded);
            return Optional.of(run(wanted, verbose));
        }
        return checks.entrySet().stream()
                .filter(check -> path.equals(root + "/" + check.getKey()))
                .findFirst()
                .map(check -> run(Map.of(check.getKey(), check.getValue()), verbose));
    }

    private static Page run(Map<String, Supplier<Optional<String>>> checks, boolean verbose) {
        StringBuilder lines = new StringBuilder();
        boolean failed = false;
        for (Map.Entry<String, Supplier<Optional<String>>> check : checks.entrySet()) {
            Optional<String> failure = check.getValue().get();
            failed |= failure.isPresent();
            String name = check.getKey();
            lines.append(failure.map(why -> "[-]" + name + " failed: " + why).orElse("[+]" + name + " ok"))
                    .append('\n');
        }
        return failed ? Page.plain(503, lines + "\n") : Page.plain(200, (verbose ? lines : "") + "ok\n");
    }
}
