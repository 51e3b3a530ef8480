package dev.tercet.v2.internal.http;

import dev.tercet.v2.internal.json.ResultJson;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Node;
import java.util.List;
import java.util.Optional;

/** Makes results of answers to calls on keys. */
final class Results {
    private Results() {}

    /**
     * The result of a call.
     *
     * @param key what was asked for, in case that the answer is brief
     * @param dir whether that is a directory then
     */
    static EtcdResult of(V2Answer answer, String key, boolean dir) {
        return of(answer, key, dir, answer.isCreated());
    }

    /** What a watch saw. */
    static EtcdResult ofEvent(V2Answer answer, String key) {
        return of(answer, key, false, false);
    }

    private static EtcdResult of(V2Answer answer, String key, boolean dir, boolean newKey) {
        ResultJson json = ResultJson.read(answer.body());
        return new EtcdResult(
                json.action(),
                json.node().orElseGet(() -> unsaid(key, dir)),
                json.prevNode(),
                newKey,
                answer.etcdIndex(),
                answer.raftIndex(),
                answer.raftTerm());
    }

    private static V2Node unsaid(String key, boolean dir) {
        return new V2Node(key, Optional.empty(), dir, Optional.empty(), Optional.empty(), 0, 0, List.of());
    }
}
