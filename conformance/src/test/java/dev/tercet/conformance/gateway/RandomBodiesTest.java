package dev.tercet.conformance.gateway;

import com.google.protobuf.Descriptors.Descriptor;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Bodies at random, valid ones and others, mean the same to both. The system properties {@code tercet.seed} and
 * {@code tercet.gateway.steps} ask for a certain sequence.
 */
final class RandomBodiesTest {
    private static final Map<String, Descriptor> METHODS = Map.of(
            "/kv/range", RangeRequest.getDescriptor(),
            "/kv/put", PutRequest.getDescriptor(),
            "/kv/deleterange", DeleteRangeRequest.getDescriptor(),
            "/kv/txn", TxnRequest.getDescriptor());

    @RegisterExtension
    static final Both BOTH = new Both();

    @Test
    void meanTheSame() {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        int steps = Integer.getInteger("tercet.gateway.steps", 2000);
        System.out.println("gateway: seed " + seed + ", " + steps + " steps");
        BOTH.same(Ask.raw("/lease/grant", "{\"ID\":1,\"TTL\":3600}"));
        BOTH.same(Ask.raw("/kv/deleterange", "{\"key\":\"AA==\",\"range_end\":\"AA==\"}"));
        RandomBodies bodies = new RandomBodies(seed);
        List<String> paths = METHODS.keySet().stream().sorted().toList();
        for (int step = 0; step < steps; step++) {
            String path = bodies.pick(paths);
            BOTH.same(Ask.raw(path, bodies.like(METHODS.get(path))));
        }
    }
}
