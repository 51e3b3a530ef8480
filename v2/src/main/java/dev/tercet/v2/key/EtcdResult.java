package dev.tercet.v2.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the v2 API answers to a call on keys, and says in an event.
 *
 * @param action what was done
 * @param node the key or directory after it
 * @param prevNode what it was before, where the API tells
 * @param newKey whether the call made a key that was not there before; false in events
 * @param etcdIndex the store's index when it answered; 0 if it did not say
 * @param raftIndex the index of Raft then; 0 if it did not say
 * @param raftTerm the term of Raft then; 0 if it did not say
 * @since 0.1
 */
public record EtcdResult(
        V2Action action,
        V2Node node,
        Optional<V2Node> prevNode,
        boolean newKey,
        long etcdIndex,
        long raftIndex,
        long raftTerm) {
    /** Checks for nulls. */
    public EtcdResult {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(prevNode, "prevNode");
    }

    /** The node's path. */
    public String key() {
        return node.key();
    }

    /** The node's value; empty for a directory, and for a key that was just deleted. */
    public Optional<String> value() {
        return node.value();
    }

    /** Whether the node is a directory. */
    public boolean dir() {
        return node.dir();
    }

    /** What is left of the node's time to live. */
    public Optional<Duration> ttl() {
        return node.ttl();
    }

    /** When the node's time to live ends. */
    public Optional<Instant> expiration() {
        return node.expiration();
    }

    /** The index of the last change to the node. */
    public long modifiedIndex() {
        return node.modifiedIndex();
    }

    /** The index at which the node was created. */
    public long createdIndex() {
        return node.createdIndex();
    }

    /** What is directly below the node, directories included, in the order of the answer. */
    public List<V2Node> children() {
        return node.nodes();
    }

    /** The node and all below it, depth first, each directory before what is in it. */
    public List<V2Node> subtree() {
        List<V2Node> all = new ArrayList<>();
        walk(node, false, all);
        return List.copyOf(all);
    }

    /** The keys with values among {@link #subtree()}: directories are left out, empty ones too. */
    public List<V2Node> leaves() {
        List<V2Node> all = new ArrayList<>();
        walk(node, true, all);
        return List.copyOf(all);
    }

    private static void walk(V2Node from, boolean leavesOnly, List<V2Node> all) {
        if (!leavesOnly || !from.dir()) {
            all.add(from);
        }
        from.nodes().forEach(child -> walk(child, leavesOnly, all));
    }

    /**
     * The same with another value, to be written back by {@code update}.
     *
     * @throws IllegalArgumentException for a directory, which has none
     */
    public EtcdResult withValue(String value) {
        if (node.dir()) {
            throw new IllegalArgumentException(
                    "value is given for directory \"" + node.key() + "\", which can have none");
        }
        return with(new V2Node(
                node.key(),
                Optional.of(value),
                node.dir(),
                node.ttl(),
                node.expiration(),
                node.modifiedIndex(),
                node.createdIndex(),
                node.nodes()));
    }

    /** The same with another time to live, to be written back by {@code update}; empty for none. */
    public EtcdResult withTtl(Optional<Duration> ttl) {
        return with(new V2Node(
                node.key(),
                node.value(),
                node.dir(),
                ttl,
                Optional.empty(),
                node.modifiedIndex(),
                node.createdIndex(),
                node.nodes()));
    }

    private EtcdResult with(V2Node other) {
        return new EtcdResult(action, other, prevNode, newKey, etcdIndex, raftIndex, raftTerm);
    }
}
