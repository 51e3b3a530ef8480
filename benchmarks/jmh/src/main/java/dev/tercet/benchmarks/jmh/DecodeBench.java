package dev.tercet.benchmarks.jmh;

import com.google.protobuf.ByteString;
import dev.tercet.grpc.internal.call.WireMethods;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchGrpc;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.mvccpb.Event;
import dev.tercet.proto.mvccpb.KeyValue;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchUp;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From bytes in the connection's buffer to our values, and beside it to the generated messages, which are not looked into. */
@State(Scope.Thread)
public class DecodeBench {
    private static final MethodDescriptor<Put, PutResult> PUT = WireMethods.of(KvRpcs.PUT);
    private static final MethodDescriptor<Get, GetResult> RANGE = WireMethods.of(KvRpcs.RANGE);
    private static final MethodDescriptor<WatchUp, WatchDown> WATCH =
            WireMethods.describe(MethodType.BIDI_STREAMING, WatchRpcs.WATCH.fullName(), WatchCodec.CODEC);

    private static final ResponseHeader HEADER = ResponseHeader.newBuilder()
            .setClusterId(0xcdf818194e3a8c32L)
            .setMemberId(0x8e9e05c52164694dL)
            .setRevision(1_000_000)
            .setRaftTerm(2)
            .build();

    private final Arrived put =
            Arrived.of(PutResponse.newBuilder().setHeader(HEADER).build());
    private final Arrived get = Arrived.of(range(1));
    private final Arrived range1000 = Arrived.of(range(1_000));
    private final Arrived watch1 = Arrived.of(events(1));
    private final Arrived watch100 = Arrived.of(events(100));

    @Benchmark
    public Object put() {
        return PUT.parseResponse(put.again());
    }

    @Benchmark
    public Object putGenerated() {
        return KVGrpc.getPutMethod().parseResponse(put.again());
    }

    @Benchmark
    public Object get() {
        return RANGE.parseResponse(get.again());
    }

    @Benchmark
    public Object getGenerated() {
        return KVGrpc.getRangeMethod().parseResponse(get.again());
    }

    @Benchmark
    public Object range1000() {
        return RANGE.parseResponse(range1000.again());
    }

    @Benchmark
    public Object range1000Generated() {
        return KVGrpc.getRangeMethod().parseResponse(range1000.again());
    }

    @Benchmark
    public Object watch1() {
        return WATCH.parseResponse(watch1.again());
    }

    @Benchmark
    public Object watch1Generated() {
        return WatchGrpc.getWatchMethod().parseResponse(watch1.again());
    }

    @Benchmark
    public Object watch100() {
        return WATCH.parseResponse(watch100.again());
    }

    @Benchmark
    public Object watch100Generated() {
        return WatchGrpc.getWatchMethod().parseResponse(watch100.again());
    }

    private static RangeResponse range(int keys) {
        RangeResponse.Builder reply =
                RangeResponse.newBuilder().setHeader(HEADER).setCount(keys);
        for (int i = 0; i < keys; i++) {
            reply.addKvs(kv(i));
        }
        return reply.build();
    }

    private static WatchResponse events(int count) {
        WatchResponse.Builder message =
                WatchResponse.newBuilder().setHeader(HEADER).setWatchId(1);
        for (int i = 0; i < count; i++) {
            message.addEvents(Event.newBuilder().setKv(kv(i)));
        }
        return message.build();
    }

    private static KeyValue kv(int number) {
        return KeyValue.newBuilder()
                .setKey(ByteString.copyFrom(Samples.key(number).toArray()))
                .setValue(ByteString.copyFrom(Samples.value().toArray()))
                .setCreateRevision(2)
                .setModRevision(900_000 + number)
                .setVersion(3)
                .build();
    }
}
