package dev.tercet.cli.look;

import dev.tercet.kv.Bytes;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of all keys by their separators: a directory, whose name ends with the separator, or a key. Only as many levels are kept as are
 * wanted; what lies deeper is counted.
 */
final class Branch {
    private final Bytes path;
    private final Bytes name;
    private final Map<Bytes, Branch> below = new LinkedHashMap<>();
    private @Nullable Bytes value;
    private boolean leaf;
    private long keys;
    private long keyBytes;
    private long valueBytes;

    private Branch(Bytes path, Bytes name) {
        this.path = path;
        this.name = name;
    }

    /** The root: what all paths begin with. */
    static Branch root(Bytes base) {
        return new Branch(base, base);
    }

    /**
     * Adds a key.
     *
     * @param separator what ends the name of a directory
     * @param depth how many levels below this one are kept
     * @param withLeaves whether keys are kept, or only directories
     * @param keptValue the value if it is to be kept, else null
     */
    void add(Bytes key, long valueLength, Bytes separator, int depth, boolean withLeaves, @Nullable Bytes keptValue) {
        Branch here = this;
        int from = path.length();
        for (int level = 0; ; level++) {
            here.count(key, valueLength);
            if (level == depth) {
                return;
            }
            int end = Separators.end(key, from, separator);
            if (end < 0) {
                if (withLeaves) {
                    here.leaf(key, from).fill(key, valueLength, keptValue);
                }
                return;
            }
            here = here.child(key, from, end);
            from = end;
        }
    }

    private void count(Bytes key, long valueLength) {
        keys++;
        keyBytes += key.length();
        valueBytes += valueLength;
    }

    private void fill(Bytes key, long valueLength, @Nullable Bytes kept) {
        count(key, valueLength);
        leaf = true;
        value = kept;
    }

    private Branch leaf(Bytes key, int from) {
        // A key that is a directory's name, separator and all, is shown in that directory with no name of its own.
        Branch made = new Branch(key, key.from(from));
        below.put(made.name, made);
        return made;
    }

    private Branch child(Bytes key, int from, int end) {
        Bytes part = Separators.part(key, from, end);
        return below.computeIfAbsent(part, same -> new Branch(Separators.part(key, 0, end), same));
    }

    Bytes path() {
        return path;
    }

    Bytes name() {
        return name;
    }

    boolean isLeaf() {
        return leaf;
    }

    @Nullable
    Bytes value() {
        return value;
    }

    long keys() {
        return keys;
    }

    long keyBytes() {
        return keyBytes;
    }

    long valueBytes() {
        return valueBytes;
    }

    long bytes() {
        return keyBytes + valueBytes;
    }

    /** What is directly below, in the order of the keys. */
    Collection<Branch> below() {
        return below.values();
    }

    /** This and all below it, the largest first. */
    List<Branch> bySize() {
        return all().sorted(Comparator.comparingLong(Branch::bytes).reversed().thenComparing(Branch::path))
                .toList();
    }

    private Stream<Branch> all() {
        return Stream.concat(Stream.of(this), below.values().stream().flatMap(Branch::all));
    }
}
