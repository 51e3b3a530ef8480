package dev.tercet.conformance.gateway;

import com.google.protobuf.Descriptors.Descriptor;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies at random, valid ones and others, mean the same to both. The system properties {@code tercet.gateway.seed} and
 * {@code tercet.gateway.steps} ask for a certain sequence.
 */
final class RandomBodiesTest {
    private static final long FIXED = 20_260;
    private static final Map<String, Descriptor> METHODS = Map.of(
            "/kv/range", RangeRequest.getDescriptor(),
            "/kv/put", PutRequest.getDescriptor(),
            "/kv/deleterange", DeleteRangeRequest.getDescriptor(),
            "/kv/txn", TxnRequest.getDescriptor());

    @RegisterExtension
    static final Both BOTH = new Both();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void meanTheSame(long seed) {
        int steps = Integer.getInteger("tercet.gateway.steps", 1000);
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

    static LongStream seeds() {
        Long seed = Long.getLong("tercet.gateway.seed");
        return seed == null ? LongStream.of(FIXED, new Random().nextInt(1_000_000)) : LongStream.of(seed);
    }
}
