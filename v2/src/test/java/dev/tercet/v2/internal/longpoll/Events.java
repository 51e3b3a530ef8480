package dev.tercet.v2.internal.longpoll;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import java.util.List;
import java.util.Optional;

/** Results to tell of. */
final class Events {
    private Events() {}

    static EtcdResult at(long index) {
        V2Node node = new V2Node(
                "/k", Optional.of("v" + index), false, Optional.empty(), Optional.empty(), index, index, List.of());
        return new EtcdResult(V2Action.SET, node, Optional.empty(), false, index, 0, 0);
    }

    static EtcdException cleared(long index) {
        return V2Errors.of(
                "watch", V2Codes.EVENT_INDEX_CLEARED, "the requested history has been cleared", index, "http://a:1");
    }
}
