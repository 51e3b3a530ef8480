package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.maintenance.Alarm;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.maintenance.Alarms;
import dev.tercet.maintenance.Hash;
import dev.tercet.maintenance.SnapshotChunk;
import dev.tercet.spi.MaintenanceRpcs;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The maintenance service, the status apart. */
final class MaintenanceJson {
    private static final List<String> ALARMS = List.of("NONE", "NOSPACE", "CORRUPT");

    private MaintenanceJson() {}

    static void write(JsonGenerator out, MaintenanceRpcs.AlarmAct act) {
        out.writeStartObject();
        out.writeStringProperty("action", act.action().name());
        Fields.uint64(out, "memberID", act.memberId());
        out.writeStringProperty("alarm", act.type().name());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, MaintenanceRpcs.HashKv hash) {
        out.writeStartObject();
        Fields.int64(out, "revision", hash.revision());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, MaintenanceRpcs.MoveLeader move) {
        out.writeStartObject();
        Fields.uint64(out, "targetID", move.targetId());
        out.writeEndObject();
    }

    static void write(JsonGenerator out, MaintenanceRpcs.Downgrade downgrade) {
        out.writeStartObject();
        out.writeStringProperty("action", downgrade.action().name());
        Fields.string(out, "version", downgrade.version());
        out.writeEndObject();
    }

    static Alarms readAlarms(JsonParser in) {
        Header header = Header.NONE;
        List<Alarm> alarms = List.of();
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "alarms" -> alarms = Values.list(in, MaintenanceJson::readAlarm);
                default -> in.skipChildren();
            }
        }
        return new Alarms(header, alarms);
    }

    private static Alarm readAlarm(JsonParser in) {
        long member = 0;
        // A kind from a newer server is shown without its kind rather than not at all.
        AlarmType type = AlarmType.NONE;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "memberID" -> member = Values.uint64(in);
                case "alarm" -> type = AlarmType.valueOf(ALARMS.get(Values.enumeration(in, ALARMS)));
                default -> in.skipChildren();
            }
        }
        return new Alarm(member, type);
    }

    static Hash readHash(JsonParser in) {
        Header header = Header.NONE;
        long hash = 0;
        long compactRevision = 0;
        long hashRevision = 0;
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "hash" -> hash = Values.uint64(in);
                case "compact_revision" -> compactRevision = Values.int64(in);
                case "hash_revision" -> hashRevision = Values.int64(in);
                default -> in.skipChildren();
            }
        }
        return new Hash(header, hash, compactRevision, hashRevision);
    }

    static MaintenanceRpcs.Downgraded readDowngraded(JsonParser in) {
        Header header = Header.NONE;
        String version = "";
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "version" -> version = Values.string(in);
                default -> in.skipChildren();
            }
        }
        return new MaintenanceRpcs.Downgraded(header, version);
    }

    static SnapshotChunk readChunk(JsonParser in) {
        Bytes blob = Bytes.EMPTY;
        long remaining = 0;
        String version = "";
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "blob" -> blob = Values.bytes(in);
                case "remaining_bytes" -> remaining = Values.uint64(in);
                case "version" -> version = Values.string(in);
                default -> in.skipChildren();
            }
        }
        return new SnapshotChunk(blob, remaining, version);
    }
}
