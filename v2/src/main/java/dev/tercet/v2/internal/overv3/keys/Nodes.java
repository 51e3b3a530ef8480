package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import java.util.List;
import java.util.Optional;

/** Answers in v2's form. */
final class Nodes {
    private Nodes() {}

    /** A key. */
    static V2Node file(String path, KeyValue key, Life life) {
        return file(path, key.valueText(), life, key.modRevision(), key.createRevision());
    }

    static V2Node file(String path, String value, Life life, long modified, long created) {
        return new V2Node(path, Optional.of(value), false, life.ttl(), life.expiration(), modified, created, List.of());
    }

    /** A directory. */
    static V2Node dir(String path, Life life, long modified, long created, List<V2Node> nodes) {
        return new V2Node(path, Optional.empty(), true, life.ttl(), life.expiration(), modified, created, nodes);
    }

    /** What is left of a node that is gone. */
    static V2Node gone(String path, boolean dir, long modified, long created) {
        return new V2Node(
                path, Optional.empty(), dir, Optional.empty(), Optional.empty(), modified, created, List.of());
    }

    /** What an answer has for a node that nobody wanted. */
    static V2Node none(String path, boolean dir) {
        return gone(path, dir, 0, 0);
    }

    static EtcdResult result(V2Action action, V2Node node, Optional<V2Node> previous, boolean newKey, Header header) {
        return new EtcdResult(action, node, previous, newKey, header.revision(), 0, header.raftTerm());
    }
}
