package dev.tercet.v2.internal.migrate;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.migrate.Writing.Kind;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.migrate.MigrationDifference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be written for the target to have what the source has. Made without any I/O, of what was read.
 */
final class Plan {
    private final Tree source;
    private final Target target;
    private final Duration tolerance;
    private final boolean replacing;

    private final List<Writing> writings = new ArrayList<>();
    private final List<MigrationDifference> refused = new ArrayList<>();
    private final Map<String, Long> leases = new HashMap<>();
    private long unchanged;

    private Plan(Tree source, Target target, Duration tolerance, boolean replacing) {
        this.source = source;
        this.target = target;
        this.tolerance = tolerance;
        this.replacing = replacing;
    }

    static Plan of(Tree source, Target target, Duration tolerance, boolean replacing) {
        Plan plan = new Plan(source, target, tolerance, replacing);
        plan.planNotes();
        // As they came to be, so that those created one after another stay in this order, a directory before what is in
        // it.
        source.entries().values().stream()
                .sorted(Comparator.comparingLong(Entry::createdIndex).thenComparing(Entry::path))
                .forEach(plan::plan);
        return plan;
    }

    List<Writing> writings() {
        return writings;
    }

    /** What stands in the way. */
    List<MigrationDifference> refused() {
        return refused;
    }

    long unchanged() {
        return unchanged;
    }

    long count(Kind kind) {
        return writings.stream().filter(writing -> writing.kind() == kind).count();
    }

    /** The leases of directories that are there already, by path: what is new in them shares theirs. */
    Map<String, Long> leases() {
        return leases;
    }

    private void plan(Entry entry) {
        if (isOver(entry)) {
            return;
        }
        String key = entry.isDirectory() ? Layout.marker(entry.path()) : Layout.file(entry.path());
        boolean inTheWay =
                entry.isDirectory() ? target.get(Layout.file(entry.path())) != null : target.hasDirectory(entry.path());
        if (inTheWay) {
            refused.add(Differences.directory(entry.path(), entry.isDirectory()));
            return;
        }
        KeyValue there = target.get(key);
        if (there == null) {
            write(entry, key, 0, entry.isImplied() ? Kind.BESIDE : Kind.CREATED);
            return;
        }
        Optional<MigrationDifference> difference = entry.isImplied() ? Optional.empty() : difference(entry, there);
        if (difference.isEmpty()) {
            unchanged += entry.isImplied() ? 0 : 1;
            if (there.lease() != 0) {
                leases.put(entry.path(), there.lease());
            }
        } else if (replacing) {
            write(entry, key, there.modRevision(), Kind.REPLACED);
        } else {
            refused.add(difference.get());
        }
    }

    private Optional<MigrationDifference> difference(Entry entry, KeyValue there) {
        if (!entry.isDirectory() && !there.value().equals(Bytes.of(entry.value().orElseThrow()))) {
            return Optional.of(Differences.value(entry.path()));
        }
        return Differences.ttl(entry.path(), entry.ttl().map(source::left), target.left(there), tolerance);
    }

    /** What expired since it was read is no more in the source either. */
    private boolean isOver(Entry entry) {
        return entry.ttl()
                .map(ttl -> source.left(ttl).compareTo(Duration.ZERO) <= 0)
                .orElse(false);
    }

    private void write(Entry entry, String key, long seen, Kind kind) {
        writings.add(new Writing(key, Bytes.of(entry.value().orElse("")), seen, entry.expires(), entry.ttl(), kind));
    }

    /** Keys appended later are to come after those that are there. Before the keys, so that it holds at any moment. */
    private void planNotes() {
        OrderedNames.last(source).forEach((directory, index) -> {
            String note = Layout.seq(directory);
            KeyValue there = target.get(note);
            if (there == null || OrderedNames.noted(there.value()) < index) {
                long seen = there == null ? 0 : there.modRevision();
                // It ends with its directory, as the one that an append writes does.
                Entry owner = source.entries().getOrDefault(directory, Entry.implied(directory));
                writings.add(
                        new Writing(note, OrderedNames.note(index), seen, owner.expires(), owner.ttl(), Kind.BESIDE));
            }
        });
    }
}
