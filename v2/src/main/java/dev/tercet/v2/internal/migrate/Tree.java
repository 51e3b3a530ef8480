package dev.tercet.v2.internal.migrate;

import dev.tercet.EtcdClient;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.time.JdkTimer;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Read;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one side has, in the paths of the target.
 *
 * @param index the index when the reading began
 * @param entries by path; the root is none
 * @param readAt when that was, in nanoseconds of the monotonic clock
 */
record Tree(long index, NavigableMap<String, Entry> entries, long readAt) {
    /** Reads the source, which must have all that is asked for. */
    static Tree ofSource(EtcdV2Client source, Scope scope) {
        Walk walk = new Walk(scope::target);
        long readAt = JdkTimer.now();
        EtcdResult first = read(source, scope.from());
        walk.add(first.node());
        scope.hidden().forEach(path -> walk.add(read(source, path).node()));
        return new Tree(first.etcdIndex(), walk.entries(), readAt);
    }

    /** Reads the target, which has what it has. */
    static Tree ofTarget(EtcdClient etcd, Scope scope) {
        try (EtcdV2Client target = EtcdV2Client.over(etcd)) {
            Walk walk = new Walk(path -> path);
            long readAt = JdkTimer.now();
            long index = add(target, scope.to(), walk);
            scope.hidden().forEach(path -> add(target, scope.target(path), walk));
            return new Tree(index, walk.entries(), readAt);
        }
    }

    /** Nothing. */
    static Tree empty(long index) {
        return new Tree(index, new TreeMap<>(), JdkTimer.now());
    }

    private static long add(EtcdV2Client target, String path, Walk walk) {
        try {
            EtcdResult result = read(target, path);
            walk.add(result.node());
            return result.etcdIndex();
        } catch (V2KeyNotFoundException none) {
            return none.payload().index();
        }
    }

    private static EtcdResult read(EtcdV2Client client, String path) {
        return client.read(V2Read.of(path).recursive().quorum());
    }

    /** What is left now of a time to live that was read. */
    Duration left(Duration ttl) {
        return ttl.minusNanos(JdkTimer.now() - readAt);
    }

    /** The paths that are not the same as in an earlier reading. */
    List<String> changedSince(Tree earlier) {
        NavigableMap<String, Entry> all = new TreeMap<>(earlier.entries);
        all.putAll(entries);
        return all.keySet().stream()
                .filter(path -> !Objects.equals(index(earlier, path), index(this, path)))
                .toList();
    }

    private static Optional<Long> index(Tree tree, String path) {
        return Optional.ofNullable(tree.entries.get(path)).map(Entry::modifiedIndex);
    }

    /** How many keys with values there are. */
    long keys() {
        return entries.values().stream().filter(entry -> !entry.isDirectory()).count();
    }

    /** How many directories there are, those that are only implied left out, as is the prefix. */
    long directories(String prefix) {
        return entries.values().stream()
                .filter(Entry::isDirectory)
                .filter(entry -> !entry.isImplied() && !entry.path().equals(prefix))
                .count();
    }

    long withTtl() {
        return entries.values().stream()
                .filter(entry -> entry.ttl().isPresent())
                .count();
    }
}
