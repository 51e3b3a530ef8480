package dev.tercet.v2.internal.migrate;

import dev.tercet.v2.migrate.MigrationDifference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tells two trees apart. */
final class Comparison {
    private final Tree source;
    private final Tree target;
    private final Duration tolerance;
    private final List<MigrationDifference> differences = new ArrayList<>();

    private Comparison(Tree source, Tree target, Duration tolerance) {
        this.source = source;
        this.target = target;
        this.tolerance = tolerance;
    }

    /**
     * Compares them.
     *
     * @param notes the last indexes in order that the target has noted, by directory
     */
    static List<MigrationDifference> of(Tree source, Tree target, Map<String, Long> notes, Duration tolerance) {
        Comparison comparison = new Comparison(source, target, tolerance);
        SortedSet<String> paths = new TreeSet<>(source.entries().keySet());
        paths.addAll(target.entries().keySet());
        paths.forEach(path -> comparison.compare(
                Optional.ofNullable(source.entries().get(path)),
                Optional.ofNullable(target.entries().get(path))));
        OrderedNames.last(source)
                .forEach((directory, last) ->
                        comparison.compareOrder(directory, last, notes.getOrDefault(directory, 0L)));
        comparison.differences.sort(Comparator.comparing(MigrationDifference::key));
        return comparison.differences;
    }

    private void compareOrder(String directory, long last, long noted) {
        Entry from = source.entries().get(directory);
        // Of a directory that is missing, or about to go with its note, enough is said.
        boolean there = from == null || (target.entries().containsKey(directory) && !isEnding(source, from));
        if (there && noted < last) {
            differences.add(Differences.order(directory, last, noted));
        }
    }

    private void compare(Optional<Entry> from, Optional<Entry> to) {
        if (from.isEmpty()) {
            to.filter(entry -> !entry.isImplied() && !isEnding(target, entry))
                    .ifPresent(entry -> differences.add(Differences.extra(entry)));
        } else if (to.isEmpty()) {
            from.filter(entry -> !entry.isImplied() && !isEnding(source, entry))
                    .ifPresent(entry -> differences.add(Differences.missing(entry)));
        } else {
            compare(from.get(), to.get());
        }
    }

    private void compare(Entry from, Entry to) {
        if (from.isDirectory() != to.isDirectory()) {
            differences.add(Differences.directory(from.path(), from.isDirectory()));
            return;
        }
        if (!from.value().equals(to.value())) {
            differences.add(Differences.value(from.path()));
        }
        if (!from.isImplied() && !to.isImplied()) {
            Differences.ttl(from.path(), from.ttl().map(source::left), to.ttl().map(target::left), tolerance)
                    .ifPresent(differences::add);
        }
    }

    /** What is about to expire may have done so already on the other side. */
    private boolean isEnding(Tree tree, Entry entry) {
        return entry.ttl().map(ttl -> tree.left(ttl).compareTo(tolerance) <= 0).orElse(false);
    }
}
