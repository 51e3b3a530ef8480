package dev.tercet.v2.internal.migrate;

import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.key.V2Node;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Makes entries of the nodes of answers. */
final class Walk {
    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private final UnaryOperator<String> renaming;

    Walk(UnaryOperator<String> renaming) {
        this.renaming = renaming;
    }

    /** Adds a node with all below it. */
    void add(V2Node node) {
        add(node, Optional.empty());
    }

    /** All that was added, with the directories above. */
    NavigableMap<String, Entry> entries() {
        for (String path : List.copyOf(entries.keySet())) {
            Paths.ancestors(path).forEach(above -> entries.putIfAbsent(above, Entry.implied(above)));
        }
        return entries;
    }

    private void add(V2Node node, Optional<Entry> ending) {
        String path = renaming.apply(node.key());
        Entry entry = entry(path, node, ending);
        if (!path.equals(Paths.ROOT)) {
            entries.put(path, entry);
        } else if (!node.dir()) {
            throw new IllegalArgumentException("targetPrefix is the root, and \"" + node.key()
                    + "\" is a key with a value: say which key it is to be");
        }
        Optional<Entry> ends = entry.ttl().isPresent() ? Optional.of(entry) : Optional.empty();
        node.nodes().forEach(child -> add(child, ends));
    }

    // Nothing outlives the directory that it is in, whatever is said of it.
    private static Entry entry(String path, V2Node node, Optional<Entry> ending) {
        Optional<Duration> above = ending.flatMap(Entry::ttl);
        boolean ownEndsFirst =
                node.ttl().isPresent() && (above.isEmpty() || node.ttl().get().compareTo(above.get()) < 0);
        return new Entry(
                path,
                node.dir() ? Optional.empty() : Optional.of(node.value().orElse("")),
                ownEndsFirst ? node.ttl() : above,
                ownEndsFirst ? Optional.of(path) : ending.flatMap(Entry::expires),
                node.modifiedIndex(),
                node.createdIndex());
    }
}
