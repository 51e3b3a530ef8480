package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.error.V2Failure;
import dev.tercet.v2.internal.overv3.KeysRoom;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One of two stores that are played the same, and what it says in terms that both share: steps for indexes, numbers for names. */
final class Side {
    private static final CallOptions OPTIONS = CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(30));
    static final long NEVER = 987_654_321;
    private static final Pattern TIME = Pattern.compile("for (\\d+)");
    private static final Pattern IN_ORDER = Pattern.compile("\\d{20}");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");

    private final KeysRoom calls;
    private final Map<String, String> names = new HashMap<>();
    private final Map<Long, Integer> steps = new HashMap<>();
    private final boolean exact;
    private int step;
    private long last;

    /** @param exact whether every index is to be told, and not only those of creations */
    Side(KeysRoom calls, boolean exact) {
        this.calls = calls;
        this.exact = exact;
    }

    /** What two sides said, but for what is left of times to live: they are not asked in the same moment. */
    static String timeless(String said) {
        return TIME.matcher(said).replaceAll("for some time");
    }

    /** What is left of times to live. */
    static List<Long> times(String said) {
        return TIME.matcher(said)
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    /** How many calls were played. */
    int turn() {
        return step;
    }

    /** The index of a node now, or one that it never has. */
    long index(String key) {
        try {
            long index = calls.read(V2Read.of(key), OPTIONS).join().modifiedIndex();
            return index == 0 ? NEVER : index;
        } catch (CompletionException e) {
            return NEVER;
        }
    }

    /** Whether there is a directory. */
    boolean isDirectory(String key) {
        try {
            return calls.read(V2Read.of(key), OPTIONS).join().dir();
        } catch (CompletionException e) {
            return false;
        }
    }

    String read(V2Read read) {
        return said(room -> room.read(read, OPTIONS));
    }

    String write(V2Write write) {
        return said(room -> room.write(write, OPTIONS));
    }

    String delete(V2Delete delete) {
        return said(room -> room.delete(delete, OPTIONS));
    }

    private String said(Function<KeysRoom, CompletableFuture<EtcdResult>> call) {
        step++;
        try {
            EtcdResult result = call.apply(calls).join();
            return text(result);
        } catch (CompletionException e) {
            if (e.getCause() instanceof V2Failure failure) {
                return failure.getClass().getSimpleName() + " "
                        + failure.payload().code() + " "
                        + failure.payload().message() + " " + failure.payload().status() + " "
                        + NUMBER.matcher(named(failure.payload().cause())).replaceAll("N")
                        + (failure.payload().index() < last ? " in the past" : "");
            }
            throw e;
        }
    }

    private String text(EtcdResult result) {
        long modified = result.modifiedIndex();
        boolean change = result.action() != V2Action.GET;
        if (change && modified != 0) {
            if (modified <= last || modified != result.etcdIndex()) {
                return "index " + modified + " after " + last + ", store at " + result.etcdIndex();
            }
            steps.put(modified, step);
        }
        if (result.etcdIndex() < last) {
            return "store at " + result.etcdIndex() + " after " + last;
        }
        last = Math.max(last, Math.max(modified, result.etcdIndex()));
        return result.action()
                + (result.newKey() ? " new " : " ")
                + text(result.node())
                + result.prevNode().map(node -> " was " + text(node)).orElse("");
    }

    private String text(V2Node node) {
        return named(node.key())
                + node.value().map(value -> "=" + value).orElse("")
                + (node.dir() ? "/" : "")
                + node.ttl().map(ttl -> " for " + ttl.toSeconds()).orElse("")
                + (node.ttl().isPresent() == node.expiration().isPresent() ? "" : " and no end")
                + (exact ? " at " + (node.modifiedIndex() == 0 ? "nothing" : steps.get(node.modifiedIndex())) : "")
                + since(node)
                + node.nodes().stream()
                        .sorted(Comparator.comparing(V2Node::key))
                        .map(this::text)
                        .collect(Collectors.joining("; ", " [", "]"));
    }

    // A key that is set anew counts as created anew by v2, and not by v3.
    private String since(V2Node node) {
        return node.createdIndex() > node.modifiedIndex()
                ? " since it changed last"
                : node.dir() && node.createdIndex() > 0 ? " since " + steps.get(node.createdIndex()) : "";
    }

    private String named(String text) {
        return IN_ORDER.matcher(text)
                .replaceAll(found -> names.computeIfAbsent(found.group(), name -> "#" + names.size()));
    }
}
