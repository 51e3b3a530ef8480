package dev.tercet.conformance.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers without what may differ between two servers: ids, sizes, times, addresses. What kind of value it is stays. */
final class Normal {
    private static final Set<String> OWN = Set.of(
            "cluster_id",
            "member_id",
            "memberID",
            "raft_term",
            "raftTerm",
            "raftIndex",
            "raftAppliedIndex",
            "leader",
            "dbSize",
            "dbSizeInUse",
            "dbSizeQuota",
            // A real one is behind with these for a moment after its start.
            "storageVersion",
            "storage",
            "hash",
            "token",
            "peerURLs",
            "blob");

    private static final Set<String> UNORDERED = Set.of("leases", "keys");
    private static final long SECONDS_APART = 5;

    /** Shorter ones are numbers that are the same at both. */
    private static final int SHORTEST = 12;

    /** What is said of JSON that is none, by one and by the other. */
    private static final Pattern SYNTAX = Pattern.compile(
            "(?s)(invalid character|invalid JSON: ).*|unexpected EOF|(syntax error \\(line \\d+:\\d+\\): )?invalid escape code .*in string");

    private final Map<String, String> names;

    /** With names for what was kept. */
    Normal(Map<String, String> names) {
        this.names = names;
    }

    @Nullable
    Object of(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> fields) {
            return fields(fields);
        } else if (tree instanceof List<?> values) {
            List<@Nullable Object> all = new ArrayList<>();
            values.forEach(value -> all.add(of(value)));
            return all;
        } else {
            return tree instanceof String text ? words(text) : tree;
        }
    }

    private Map<String, @Nullable Object> fields(Map<?, ?> fields) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        fields.forEach((name, value) -> all.put((String) name, field((String) name, value)));
        // By which version it was written is said if that is known already; and how much is left, if it is in several
        // pieces.
        if (all.containsKey("blob")) {
            all.keySet().removeAll(Set.of("version", "remaining_bytes"));
        }
        if (all.get("TTL") instanceof String left && all.get("grantedTTL") instanceof String granted) {
            long passed = Long.parseLong(granted) - Long.parseLong(left);
            all.put("TTL", passed >= 0 && passed <= SECONDS_APART ? "about " + granted : left);
        }
        return all;
    }

    private @Nullable Object field(String name, @Nullable Object value) {
        boolean chosen = name.equals("ID") && String.valueOf(value).length() >= SHORTEST;
        if (chosen || OWN.contains(name)) {
            return value instanceof String ? "(text)" : value instanceof Number ? "(number)" : "(list)";
        }
        Object normal = of(value);
        if (UNORDERED.contains(name) && normal instanceof List<?> values) {
            return values.stream().sorted(Comparator.comparing(String::valueOf)).toList();
        }
        return normal;
    }

    /** Text with names for what was kept. */
    String words(String text) {
        // Go's texts of messages have these blanks or others, by the build, so that nobody relies on them.
        String blanks = text.replaceAll("[ \u00a0]+", " ");
        // Between its gateway and itself a real one may hear of a deadline either way.
        String deadline =
                blanks.replace("stream terminated by RST_STREAM with error code: CANCEL", "context deadline exceeded");
        String common = SYNTAX.matcher(deadline).replaceAll("(syntax)");
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (name.getValue().length() >= SHORTEST) {
                common = common.replace(name.getValue(), '{' + name.getKey() + '}');
            }
        }
        return common;
    }
}
