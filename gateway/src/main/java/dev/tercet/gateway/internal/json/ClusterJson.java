package dev.tercet.gateway.internal.json;

import dev.tercet.cluster.Member;
import dev.tercet.cluster.MemberAdded;
import dev.tercet.cluster.Members;
import dev.tercet.kv.Header;
import dev.tercet.spi.ClusterRpcs;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The cluster service. */
final class ClusterJson {
    private static final Member NOBODY = new Member(0, "", List.of(), List.of(), false);

    private ClusterJson() {}

    static void write(JsonGenerator out, ClusterRpcs.Add add) {
        out.writeStartObject();
        Fields.strings(out, "peerURLs", add.peerUrls());
        Fields.bool(out, "isLearner", add.learner());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, ClusterRpcs.Update update) {
        out.writeStartObject();
        Fields.uint64(out, "ID", update.id());
        Fields.strings(out, "peerURLs", update.peerUrls());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, ClusterRpcs.Remove remove) {
        id(out, remove.id());
    }

    static void write(JsonGenerator out, ClusterRpcs.Promote promote) {
        id(out, promote.id());
    }

    private static void id(JsonGenerator out, long id) {
        out.writeStartObject();
        Fields.uint64(out, "ID", id);
        out.writeEndObject();
    }

    static void write(JsonGenerator out, ClusterRpcs.ListAll all) {
        out.writeStartObject();
        Fields.bool(out, "linearizable", all.linearizable());
        out.writeEndObject();
    }

    static Members readMembers(JsonParser in) {
        MemberAdded all = readAdded(in);
        return new Members(all.header(), all.members());
    }

    /** The reply that says most; the others say some of it in the same words. */
    static MemberAdded readAdded(JsonParser in) {
        Header header = Header.NONE;
        Member member = NOBODY;
        List<Member> members = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "member" -> member = readMember(in);
                case "members" -> members = Values.list(in, ClusterJson::readMember);
                default -> in.skipChildren();
            }
        }
        return new MemberAdded(header, member, members);
    }

    private static Member readMember(JsonParser in) {
        long id = 0;
        String called = "";
        List<String> peerUrls = List.of();
        List<String> clientUrls = List.of();
        boolean learner = false;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "ID" -> id = Values.uint64(in);
                case "name" -> called = Values.string(in);
                case "peerURLs" -> peerUrls = Values.strings(in);
                case "clientURLs" -> clientUrls = Values.strings(in);
                case "isLearner" -> learner = Values.bool(in);
                default -> in.skipChildren();
            }
        }
        return new Member(id, called, peerUrls, clientUrls, learner);
    }
}
