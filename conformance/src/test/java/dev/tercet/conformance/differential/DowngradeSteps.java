package dev.tercet.conformance.differential;

import dev.tercet.proto.etcdserverpb.DowngradeRequest;
import dev.tercet.proto.etcdserverpb.DowngradeRequest.DowngradeAction;
import dev.tercet.proto.etcdserverpb.StatusRequest;
import java.util.Deque;
import java.util.List;

/**
 * A downgrade that is begun and given up before anything comes of it. A server looks after its version every few seconds from its
 * start, so that this is for servers that are new.
 */
final class DowngradeSteps {
    private static final List<String> VERSIONS =
            List.of("", "x", "3", "3.6", "3.6.0", "3.6.14", "3.5.0", "3.7.0", "3.8.0", "v3.6.0");

    private DowngradeSteps() {}

    static void downgrade(Deque<Step> out) {
        VERSIONS.forEach(version -> out.add(call(DowngradeAction.VALIDATE, version)));
        List.of("x", "3.5.0", "3.7.0").forEach(version -> out.add(call(DowngradeAction.ENABLE, version)));
        out.add(call(DowngradeAction.ENABLE, "3.6.0"));
        out.add(status());
        VERSIONS.forEach(version -> out.add(call(DowngradeAction.VALIDATE, version)));
        out.add(call(DowngradeAction.ENABLE, "3.6.0"));
        out.add(call(DowngradeAction.ENABLE, "3.5.0"));
        out.add(call(DowngradeAction.CANCEL, "x"));
        out.add(status());
        out.add(call(DowngradeAction.CANCEL, ""));
        out.add(call(DowngradeAction.ENABLE, "3.6"));
        out.add(call(DowngradeAction.CANCEL, ""));
        out.add(status());
    }

    private static Step status() {
        return Step.Call.of(Methods.MAINTENANCE + "Status", StatusRequest.getDefaultInstance());
    }

    private static Step call(DowngradeAction action, String version) {
        return Step.Call.of(
                Methods.MAINTENANCE + "Downgrade",
                DowngradeRequest.newBuilder()
                        .setAction(action)
                        .setVersion(version)
                        .build());
    }
}
