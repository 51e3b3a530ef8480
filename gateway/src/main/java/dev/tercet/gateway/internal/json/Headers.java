package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Header;
import tools.jackson.core.JsonParser;

/** The header of an answer. */
final class Headers {
    private Headers() {}

    static Header read(JsonParser in) {
        long cluster = 0;
        long member = 0;
        long revision = 0;
        long term = 0;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "cluster_id" -> cluster = Values.uint64(in);
                case "member_id" -> member = Values.uint64(in);
                case "revision" -> revision = Values.int64(in);
                case "raft_term" -> term = Values.uint64(in);
                default -> in.skipChildren();
            }
        }
        return new Header(cluster, member, revision, term);
    }

    /** A reply that says nothing but its header. */
    static Header only(JsonParser in) {
        Header header = Header.NONE;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            if (name.equals("header")) {
                header = read(in);
            } else {
                in.skipChildren();
            }
        }
        return header;
    }
}
