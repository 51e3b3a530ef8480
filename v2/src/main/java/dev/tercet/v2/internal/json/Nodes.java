package dev.tercet.v2.internal.json;

import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.key.V2Node;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads nodes: fields that are zero are left out of them, and the root has no key. */
final class Nodes {
    private Nodes() {}

    static V2Node read(JsonParser in) {
        Fields fields = new Fields();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "key" -> fields.key = Values.text(in);
                case "value" -> fields.value = in.currentToken().isScalarValue() ? Values.text(in) : null;
                case "dir" -> fields.dir = Values.bool(in);
                case "ttl" -> fields.ttl = Duration.ofSeconds(Values.number(in));
                case "expiration" -> fields.expiration = instant(in);
                case "modifiedIndex" -> fields.modifiedIndex = Values.number(in);
                case "createdIndex" -> fields.createdIndex = Values.number(in);
                case "nodes" -> fields.nodes = Values.list(in, Nodes::read);
                default -> in.skipChildren();
            }
        }
        return fields.toNode();
    }

    private static @Nullable Instant instant(JsonParser in) {
        String text = Values.text(in);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Values.wanted("time", in);
        }
    }

    private static final class Fields {
        private String key = "";
        private @Nullable String value;
        private boolean dir;
        private @Nullable Duration ttl;
        private @Nullable Instant expiration;
        private long modifiedIndex;
        private long createdIndex;
        private List<V2Node> nodes = List.of();

        V2Node toNode() {
            return new V2Node(
                    key.isEmpty() ? Paths.ROOT : key,
                    dir ? Optional.empty() : Optional.ofNullable(value),
                    dir,
                    Optional.ofNullable(ttl),
                    Optional.ofNullable(expiration),
                    modifiedIndex,
                    createdIndex,
                    nodes);
        }
    }
}
