package dev.tercet.gateway.internal.json;

import dev.tercet.kv.Header;
import dev.tercet.maintenance.Status;
import java.util.List;
import tools.jackson.core.JsonParser;

/** What a member says of itself. */
final class StatusJson {
    private StatusJson() {}

    static Status read(JsonParser in) {
        Header header = Header.NONE;
        String version = "";
        long dbSize = 0;
        long dbSizeInUse = 0;
        long dbSizeQuota = 0;
        long leader = 0;
        long raftIndex = 0;
        long raftTerm = 0;
        long raftAppliedIndex = 0;
        List<String> errors = List.of();
        boolean learner = false;
        String storageVersion = "";
        String downgradeTarget = "";
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            switch (name) {
                case "header" -> header = Headers.read(in);
                case "version" -> version = Values.string(in);
                case "dbSize" -> dbSize = Values.int64(in);
                case "dbSizeInUse" -> dbSizeInUse = Values.int64(in);
                case "dbSizeQuota" -> dbSizeQuota = Values.int64(in);
                case "leader" -> leader = Values.uint64(in);
                case "raftIndex" -> raftIndex = Values.uint64(in);
                case "raftTerm" -> raftTerm = Values.uint64(in);
                case "raftAppliedIndex" -> raftAppliedIndex = Values.uint64(in);
                case "errors" -> errors = Values.strings(in);
                case "isLearner" -> learner = Values.bool(in);
                case "storageVersion" -> storageVersion = Values.string(in);
                case "downgradeInfo" -> downgradeTarget = readDowngradeTarget(in);
                default -> in.skipChildren();
            }
        }
        return new Status(
                header,
                version,
                dbSize,
                dbSizeInUse,
                dbSizeQuota,
                leader,
                raftIndex,
                raftTerm,
                raftAppliedIndex,
                errors,
                learner,
                storageVersion,
                downgradeTarget);
    }

    private static String readDowngradeTarget(JsonParser in) {
        String target = "";
        for (String name = Values.open(in); name != null; name = Values.next(in)) {
            if (name.equals("targetVersion")) {
                target = Values.string(in);
            } else {
                in.skipChildren();
            }
        }
        return target;
    }
}
