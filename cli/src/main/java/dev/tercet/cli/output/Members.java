package dev.tercet.cli.output;

import dev.tercet.kv.Header;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/** Members of a JSON object, in order, without those that Go leaves out: zeros, empty texts and lists, false. */
public final class Members {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Of a reply with this header. */
    public static Members of(Header header) {
        return new Members().always("header", header(header));
    }

    /** A header, without what is zero. */
    public static Map<String, Object> header(Header header) {
        return flat(header).map();
    }

    /** Of a reply that etcdctl shows with the header's members among its own. */
    public static Members flat(Header header) {
        return new Members()
                .id("cluster_id", header.clusterId())
                .id("member_id", header.memberId())
                .number("revision", header.revision())
                .id("raft_term", header.raftTerm());
    }

    /** A member whatever its value. */
    public Members always(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** A whole number, unless zero. */
    public Members number(String name, long value) {
        return value == 0 ? this : always(name, value);
    }

    /** A number without a sign, unless zero: ids. */
    public Members id(String name, long value) {
        return value == 0 ? this : always(name, new BigInteger(Long.toUnsignedString(value)));
    }

    /** A member, unless it is false, or empty by its {@code toString}. */
    public Members some(String name, Object value) {
        boolean none =
                value.equals(false) || value.equals("") || value.toString().equals("[]");
        return none ? this : always(name, value);
    }

    /** What they are. */
    public Map<String, Object> map() {
        return members;
    }
}
