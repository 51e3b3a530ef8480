package dev.tercet.embedded.internal.front.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.front.call.OpenCalls;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.spi.StatusCode;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

class StreamCallTest {
    private final Method.Stream<WatchRequest, WatchResponse> method = new Method.Stream<>(
            "a",
            "Stream",
            "",
            WatchRequest.getDefaultInstance(),
            WatchResponse.getDefaultInstance(),
            false,
            (caller, outlet) -> Inlet.of(message -> {}));
    private final CallCounts counts = new CallCounts();
    private final CallRoom room =
            new CallRoom(new OpenCalls(), counts, new MessageLimit(Integer.MAX_VALUE), client -> {});
    private final StreamCall<WatchRequest, WatchResponse> stream = new StreamCall<>(new Wire(), method, room);

    @Test
    void anEndThatTheClientDoesNotWaitForCountsOnce() {
        counts.of(method).start();
        stream.begin(new Caller(null, false));
        stream.endBy(EtcdErrors.SERVER_STOPPED);
        stream.onCancel();
        assertThat(counts.of(method).handled(StatusCode.UNAVAILABLE)).isEqualTo(1);
        assertThat(counts.of(method).handled(StatusCode.CANCELLED)).isZero();
    }

    @Test
    void aClientThatLeavesCountsOnce() {
        counts.of(method).start();
        stream.begin(new Caller(null, false));
        stream.onCancel();
        stream.endBy(EtcdErrors.SERVER_STOPPED);
        assertThat(counts.of(method).handled(StatusCode.CANCELLED)).isEqualTo(1);
        assertThat(counts.of(method).handled(StatusCode.UNAVAILABLE)).isZero();
    }

    /** A call over nothing. */
    private static final class Wire extends ServerCall<Received<WatchRequest>, WatchResponse> {
        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(WatchResponse message) {}

        @Override
        public void close(Status status, Metadata trailers) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<Received<WatchRequest>, WatchResponse> getMethodDescriptor() {
            throw new UnsupportedOperationException("nobody asks");
        }
    }
}
