package dev.tercet.gateway.internal.json;

import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.ElectionRpcs;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The election service. */
final class ElectionJson {
    private ElectionJson() {}

    static void write(JsonGenerator out, ElectionRpcs.Campaign campaign) {
        out.writeStartObject();
        Fields.bytes(out, "name", campaign.name());
        Fields.int64(out, "lease", campaign.lease());
        Fields.bytes(out, "value", campaign.value());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, ElectionRpcs.Proclaim proclaim) {
        out.writeStartObject();
        leader(out, proclaim.leader());
        Fields.bytes(out, "value", proclaim.value());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, ElectionRpcs.Resign resign) {
        out.writeStartObject();
        leader(out, resign.leader());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, ElectionRpcs.Ask ask) {
        out.writeStartObject();
        Fields.bytes(out, "name", ask.name());
        out.writeEndObject();
    }

    private static void leader(JsonGenerator out, LeaderKey leader) {
        Fields.startObject(out, "leader");
        Fields.bytes(out, "name", leader.name());
        Fields.bytes(out, "key", leader.key());
        Fields.int64(out, "rev", leader.revision());
        Fields.int64(out, "lease", leader.lease());
        out.writeEndObject();
    }

    static LeaderKey readCampaign(JsonParser in) {
        LeaderKey leader = new LeaderKey(Bytes.EMPTY, Bytes.EMPTY, 0, 0);
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            if (name.equals("leader")) {
                leader = readKey(in);
            } else {
                in.skipChildren();
            }
        }
        return leader;
    }

    private static LeaderKey readKey(JsonParser in) {
        Bytes election = Bytes.EMPTY;
        Bytes key = Bytes.EMPTY;
        long revision = 0;
        long lease = 0;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "name" -> election = Values.bytes(in);
                case "key" -> key = Values.bytes(in);
                case "rev" -> revision = Values.int64(in);
                case "lease" -> lease = Values.int64(in);
                default -> in.skipChildren();
            }
        }
        return new LeaderKey(election, key, revision, lease);
    }

    static Leader readLeader(JsonParser in) {
        Header header = Header.NONE;
        KeyValue kv = KeyValues.NOTHING;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "kv" -> kv = KeyValues.read(in);
                default -> in.skipChildren();
            }
        }
        return new Leader(header, kv);
    }
}
