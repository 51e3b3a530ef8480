package dev.tercet.conformance.faults.work;

import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is in the store, as etcd's own client says: the one thing in a run that no client of ours has read. The log, which is what our
 * watches saw, has to come to the same, key by key.
 *
 * @param revision the store's latest, when it was asked
 * @param entries by key
 */
record Inventory(long revision, Map<String, KeyValue> entries) {
    private static final Pattern KVS = Pattern.compile("\"kvs\":\\s*\\[(.*)]", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern.compile("\\{([^{}]*)}");

    /**
     * Asks until there is an answer that can be read.
     *
     * @param etcdctl what it says, or nothing
     * @return empty if there was none in this time
     */
    static Optional<Inventory> taken(Supplier<Optional<String>> etcdctl, Duration atMost) {
        List<Inventory> taken = new ArrayList<>();
        Wait.until(System.nanoTime() + atMost.toNanos(), () -> {
            etcdctl.get().flatMap(Inventory::read).ifPresent(taken::add);
            return !taken.isEmpty();
        });
        return taken.stream().findFirst();
    }

    /** From the JSON of a get; empty if it is not as it should be. */
    static Optional<Inventory> read(String json) {
        Map<String, KeyValue> entries = new TreeMap<>();
        Matcher kvs = KVS.matcher(json);
        if (kvs.find()) {
            Matcher entry = ENTRY.matcher(kvs.group(1));
            while (entry.find()) {
                KeyValue kv = entry(entry.group(1));
                entries.put(kv.keyText(), kv);
            }
        }
        long revision = number("revision", json);
        // A form that this does not know must not pass for an empty store.
        return revision > 0 && entries.size() == number("count", json)
                ? Optional.of(new Inventory(revision, entries))
                : Optional.empty();
    }

    private static KeyValue entry(String fields) {
        return new KeyValue(
                bytes("key", fields),
                bytes("value", fields),
                number("create_revision", fields),
                number("mod_revision", fields),
                number("version", fields),
                number("lease", fields));
    }

    /** Zero if it is not there, which is how zero is written. */
    private static long number(String name, String fields) {
        Matcher number = Pattern.compile('"' + name + "\":\\s*\"?(\\d+)").matcher(fields);
        return number.find() ? Long.parseLong(number.group(1)) : 0;
    }

    private static Bytes bytes(String name, String fields) {
        Matcher text = Pattern.compile('"' + name + "\":\\s*\"([^\"]*)\"").matcher(fields);
        return Bytes.copyOf(text.find() ? Base64.getDecoder().decode(text.group(1)) : new byte[0]);
    }

    /** Where a whole log comes to something else; empty if it does not. */
    List<String> differences(RevisionLog log) {
        Map<String, KeyValue> expected = new TreeMap<>();
        for (Change change : log.changes()) {
            for (WatchEvent event : change.events()) {
                if (event.isDelete()) {
                    expected.remove(event.keyText());
                } else {
                    expected.put(event.keyText(), event.kv());
                }
            }
        }
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(entries.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            KeyValue here = entries.get(key);
            KeyValue there = expected.get(key);
            if (here == null || !here.equals(there)) {
                differences.add(key + ": " + told(here) + " and " + told(there));
            }
        }
        return differences;
    }

    private static String told(@Nullable KeyValue kv) {
        return kv == null
                ? "nothing"
                : "'" + kv.valueText() + "' of revision " + kv.modRevision() + " since " + kv.createRevision()
                        + ", version " + kv.version() + ", lease " + Long.toHexString(kv.lease());
    }
}
