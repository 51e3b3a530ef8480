package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerTest {
    private static final Layer.Frame EPOLL_WAIT =
            new Layer.Frame("io.grpc.netty.shaded.io.netty.channel.epoll.Native", "epollWait", true);

    private static List<Layer.Frame> stack(String types) {
        return Stream.of(types.split(" ", -1))
                .map(type -> new Layer.Frame(type, "run", false))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT, java.util.HashMap dev.tercet.internal.Calls io.grpc.internal.ClientCallImpl",
        "CLIENT, com.google.common.base.Preconditions io.etcd.jetcd.impl.KVImpl",
        "CLIENT, io.vertx.core.impl.ContextImpl io.netty.channel.AbstractChannel",
        "CLIENT, com.ibm.etcd.client.GrpcClient java.lang.Thread",
        "MESSAGES, dev.tercet.proto.codec.KeyValueCodec dev.tercet.internal.Calls",
        "MESSAGES, java.util.Arrays com.google.protobuf.CodedInputStream io.grpc.protobuf.lite.ProtoInputStream",
        "MESSAGES, io.etcd.jetcd.api.PutRequest io.etcd.jetcd.impl.KVImpl",
        "MESSAGES, com.ibm.etcd.api.PutRequest com.ibm.etcd.client.EtcdKvClient",
        "GRPC, io.perfmark.PerfMark io.grpc.stub.ClientCalls dev.tercet.benchmarks.bare.BareClient",
        "GRPC, io.grpc.netty.shaded.io.grpc.netty.NettyClientHandler io.grpc.netty.shaded.io.netty.channel.AbstractChannel",
        "GRPC, okio.Buffer io.grpc.okhttp.OkHttpClientTransport",
        "NETTY, java.nio.ByteBuffer io.grpc.netty.shaded.io.netty.buffer.PooledByteBuf io.grpc.internal.MessageFramer",
        "NETTY, io.netty.channel.AbstractChannel io.vertx.core.impl.ContextImpl",
        "HARNESS, java.util.concurrent.atomic.LongAdder dev.tercet.benchmarks.Tally dev.tercet.internal.Calls",
        "HARNESS, dev.tercet.benchmarks.tercet.TercetClient dev.tercet.internal.Calls",
        "JDK, java.util.concurrent.ThreadPoolExecutor java.lang.Thread",
        "JDK, dev.tercetlike.Other java.lang.Thread",
    })
    void theInnermostFrameThatBelongsToOneTells(Layer layer, String types) {
        assertThat(Layer.of(stack(types))).isEqualTo(layer);
    }

    @Test
    void nativeInputAndOutputIsTheSystems() {
        Layer.Frame write =
                new Layer.Frame("io.grpc.netty.shaded.io.netty.channel.unix.FileDescriptor", "writeAddress", true);
        Layer.Frame caller =
                new Layer.Frame("io.grpc.netty.shaded.io.netty.channel.epoll.AbstractEpollChannel", "doWrite", false);
        Layer.Frame crc = new Layer.Frame("java.util.zip.CRC32", "updateBytes0", true);

        assertThat(Layer.of(List.of(write, caller))).isEqualTo(Layer.SYSTEM_CALLS);
        assertThat(Layer.of(List.of(caller, write))).as("returned from it").isEqualTo(Layer.NETTY);
        assertThat(Layer.of(List.of(crc, caller))).isEqualTo(Layer.NETTY);
        assertThat(Layer.of(List.of(new Layer.Frame("sun.nio.ch.FileDispatcherImpl", "write0", true))))
                .isEqualTo(Layer.SYSTEM_CALLS);
    }

    @Test
    void whoeverWaitsIsNotAtWork() {
        Layer.Frame loop = new Layer.Frame(EPOLL_WAIT.type(), "epollWait", false);
        Layer.Frame write = new Layer.Frame("sun.nio.ch.FileDispatcherImpl", "write0", true);

        assertThat(Layer.isWaiting(List.of(EPOLL_WAIT, loop))).isTrue();
        assertThat(Layer.isWaiting(List.of(new Layer.Frame("sun.nio.ch.EPoll", "wait", true))))
                .isTrue();
        assertThat(Layer.isWaiting(List.of(new Layer.Frame("java.io.FileInputStream", "readBytes", true))))
                .isTrue();
        assertThat(Layer.isWaiting(List.of(loop))).as("Java on its way there").isFalse();
        assertThat(Layer.isWaiting(List.of(write))).isFalse();
        assertThat(Layer.isWaiting(List.of())).isFalse();
    }

    @Test
    void aStackThatNobodyKnowsIsTheJdks() {
        assertThat(Layer.of(List.of())).isEqualTo(Layer.JDK);
    }
}
