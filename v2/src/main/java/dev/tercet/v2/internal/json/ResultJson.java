package dev.tercet.v2.internal.json;

import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * What a server answers to a call on keys.
 *
 * @param action what was done
 * @param node what it was done to; empty if the answer was to be brief
 * @param prevNode what that was before
 */
public record ResultJson(V2Action action, Optional<V2Node> node, Optional<V2Node> prevNode) {
    /**
     * Reads an answer.
     *
     * @throws UnreadableException if it is none
     */
    public static ResultJson read(byte[] body) {
        return Bodies.read(ResultJson::read, body);
    }

    private static ResultJson read(JsonParser in) {
        V2Action action = null;
        V2Node node = null;
        V2Node prevNode = null;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "action" -> action = V2Action.of(Values.text(in));
                case "node" -> node = nodeOrNull(in);
                case "prevNode" -> prevNode = nodeOrNull(in);
                default -> in.skipChildren();
            }
        }
        if (action == null) {
            throw new UnreadableException("JSON without an action");
        }
        return new ResultJson(action, Optional.ofNullable(repaired(node, prevNode)), Optional.ofNullable(prevNode));
    }

    private static @Nullable V2Node nodeOrNull(JsonParser in) {
        return in.currentToken().isStructStart() ? Nodes.read(in) : null;
    }

    /** The node; of a directory whose time to live was changed some servers say only in the other node that it is one. */
    private static @Nullable V2Node repaired(@Nullable V2Node node, @Nullable V2Node prevNode) {
        if (node == null || prevNode == null || node.dir() || !prevNode.dir()) {
            return node;
        }
        return new V2Node(
                node.key(),
                Optional.empty(),
                true,
                node.ttl(),
                node.expiration(),
                node.modifiedIndex(),
                node.createdIndex(),
                node.nodes());
    }
}
