package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.lease.LeaseList;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.spi.LeaseRpcs;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The lease service. The wire counts whole seconds; zero and less of them mean that the lease is gone. */
final class LeaseJson {
    private LeaseJson() {}

    static void write(JsonGenerator out, LeaseRpcs.Grant grant) {
        out.writeStartObject();
        Fields.int64(out, "TTL", grant.ttlSeconds());
        Fields.int64(out, "ID", grant.id());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, LeaseRpcs.TimeToLive ask) {
        out.writeStartObject();
        Fields.int64(out, "ID", ask.id());
        Fields.bool(out, "keys", ask.withKeys());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, LeaseRpcs.Revoke revoke) {
        id(out, revoke.id());
    }

    static void write(JsonGenerator out, LeaseRpcs.Renew renew) {
        id(out, renew.id());
    }

    private static void id(JsonGenerator out, long id) {
        out.writeStartObject();
        Fields.int64(out, "ID", id);
        out.writeEndObject();
    }

    static LeaseGrant readGrant(JsonParser in) {
        LeaseStatus lease = readStatus(in);
        return new LeaseGrant(lease.header(), lease.id(), lease.remaining());
    }

    static LeaseRenewal readRenewal(JsonParser in) {
        LeaseStatus lease = readStatus(in);
        return new LeaseRenewal(lease.header(), lease.id(), lease.remaining());
    }

    /** The reply that says most; the others say some of it in the same words. */
    static LeaseStatus readStatus(JsonParser in) {
        Header header = Header.NONE;
        long id = 0;
        long ttl = 0;
        long granted = 0;
        List<Bytes> keys = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "ID" -> id = Values.int64(in);
                case "TTL" -> ttl = Values.int64(in);
                case "grantedTTL" -> granted = Values.int64(in);
                case "keys" -> keys = Values.list(in, Values::bytes);
                default -> in.skipChildren();
            }
        }
        return new LeaseStatus(header, id, Duration.ofSeconds(ttl), Duration.ofSeconds(granted), keys);
    }

    static LeaseList readListed(JsonParser in) {
        Header header = Header.NONE;
        List<Long> ids = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "leases" ->
                    ids = Values.list(in, lease -> readStatus(lease).id());
                default -> in.skipChildren();
            }
        }
        return new LeaseList(header, ids);
    }
}
