package dev.tercet.v2.internal.json;

import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;

/** Reads what servers say of their cluster. All throw {@link UnreadableException} for what is something else. */
public final class ClusterJson {
    private static final String EARLY = "etcd ";

    private ClusterJson() {}

    /** The list of members. */
    public static List<V2Member> members(byte[] body) {
        return Bodies.read(
                in -> {
                    List<V2Member> all = null;
                    for (String name = Values.open(in); name != null; name = Values.next(in)) {
                        if (name.equals("members")) {
                            all = Values.list(in, ClusterJson::member);
                        } else {
                            in.skipChildren();
                        }
                    }
                    if (all == null) {
                        throw new UnreadableException("JSON without members");
                    }
                    return all;
                },
                body);
    }

    private static V2Member member(JsonParser in) {
        String id = "";
        String called = "";
        List<String> peers = List.of();
        List<String> clients = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "id" -> id = Values.text(in);
                case "name" -> called = Values.text(in);
                case "peerURLs" -> peers = Values.list(in, Values::text);
                case "clientURLs" -> clients = Values.list(in, Values::text);
                default -> in.skipChildren();
            }
        }
        return new V2Member(id, called, peers, clients);
    }

    /** Counters, whatever their names. */
    public static V2Stats stats(byte[] body) {
        return new V2Stats(Bodies.read(Values::map, body));
    }

    /** Which member leads, by its id, out of the counters of any. */
    public static Optional<String> leader(V2Stats self) {
        return self.values().get("leaderInfo") instanceof Map<?, ?> info
                        && info.get("leader") instanceof String id
                        && !id.isEmpty()
                ? Optional.of(id)
                : Optional.empty();
    }

    /** What runs; the first servers with this API said it in plain text, for themselves only. */
    public static V2Version version(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.startsWith(EARLY)) {
            return new V2Version(text.substring(EARLY.length()), "");
        }
        return Bodies.read(
                in -> {
                    String server = "";
                    String cluster = "";
                    for (String name = Values.open(in); name != null; name = Values.next(in)) {
                        switch (name) {
                            case "etcdserver" -> server = Values.text(in);
                            case "etcdcluster" -> cluster = Values.text(in);
                            default -> in.skipChildren();
                        }
                    }
                    if (server.isEmpty()) {
                        throw new UnreadableException("JSON without a version");
                    }
                    return new V2Version(server, cluster);
                },
                body);
    }
}
