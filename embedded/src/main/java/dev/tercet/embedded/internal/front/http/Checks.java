package dev.tercet.embedded.internal.front.http;

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
            return Optional.of(run(
                    checks,
                    checks.keySet().stream()
                            .filter(name -> !excluded.contains(name))
                            .toList(),
                    verbose));
        }
        return checks.keySet().stream()
                .filter(name -> path.equals(root + "/" + name))
                .findFirst()
                .map(name -> run(checks, List.of(name), verbose));
    }

    private static Page run(Map<String, Supplier<Optional<String>>> checks, List<String> names, boolean verbose) {
        StringBuilder lines = new StringBuilder();
        boolean failed = false;
        for (String name : names) {
            Optional<String> failure = checks.get(name).get();
            failed |= failure.isPresent();
            lines.append(failure.map(why -> "[-]" + name + " failed: " + why).orElse("[+]" + name + " ok"))
                    .append('\n');
        }
        return failed ? Page.plain(503, lines + "\n") : Page.plain(200, (verbose ? lines : "") + "ok\n");
    }
}
