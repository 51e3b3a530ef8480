package dev.tercet.testkit.contract;

import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.testkit.script.ScriptedServer;
import java.util.List;

/** What a scripted server knows of a client's watches. */
final class WatchesAtServer {
    private WatchesAtServer() {}

    /** All that it was ever asked for. */
    static List<WatchCreateRequest> asked(ScriptedServer server) {
        return server.watches().all().stream()
                .flatMap(stream -> stream.received().stream())
                .filter(request -> request.hasCreateRequest())
                .map(request -> request.getCreateRequest())
                .toList();
    }

    /** How many it still has: those of open streams that were not cancelled. */
    static long left(ScriptedServer server) {
        return server.watches().open().stream()
                .mapToLong(stream -> stream.received().stream()
                                .filter(request -> request.hasCreateRequest())
                                .count()
                        - stream.received().stream()
                                .filter(request -> request.hasCancelRequest())
                                .count())
                .sum();
    }
}
