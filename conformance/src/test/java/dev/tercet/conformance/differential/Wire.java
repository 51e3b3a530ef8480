package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A connection to one server, over which any method can be called. */
final class Wire implements AutoCloseable {
    /** Longer than any answer takes; who needs it has found a server that does not answer. */
    static final long PATIENCE_SECONDS = 20;

    /** For what may have no reply at all, if an office is vacant. */
    private static final long GLANCE_SECONDS = 3;

    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;

    Wire(String endpoint) {
        channel = ManagedChannelBuilder.forTarget(endpoint.replaceFirst("^https?://", ""))
                .usePlaintext()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .directExecutor()
                .build();
    }

    /** How a call ended, and what came before that. */
    record Ended(List<Message> replies, Status status) {}

    /** Where calls with this token go. */
    Channel with(@Nullable String token) {
        if (token == null) {
            return channel;
        }
        Metadata headers = new Metadata();
        headers.put(TOKEN, token);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Sends these requests and nothing more, and waits until the call ends; or has its first reply, if it never ends. */
    Ended call(MethodDescriptor<Message, Message> method, List<? extends Message> requests, @Nullable String token) {
        boolean endless = Methods.OBSERVE.equals(method.getBareMethodName());
        long limit = endless ? GLANCE_SECONDS : PATIENCE_SECONDS;
        ClientCall<Message, Message> call =
                with(token).newCall(method, CallOptions.DEFAULT.withDeadlineAfter(limit, TimeUnit.SECONDS));
        Collector collector = new Collector(endless ? call : null);
        call.start(collector, new Metadata());
        requests.forEach(call::sendMessage);
        call.halfClose();
        call.request(Integer.MAX_VALUE);
        try {
            Status status = collector.status.get(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Ended(collector.replies, status);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no end of " + method.getFullMethodName(), e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static final class Collector extends ClientCall.Listener<Message> {
        private final List<Message> replies = new ArrayList<>();
        private final CompletableFuture<Status> status = new CompletableFuture<>();
        private final @Nullable ClientCall<?, ?> endless;

        Collector(@Nullable ClientCall<?, ?> endless) {
            this.endless = endless;
        }

        @Override
        public void onMessage(Message message) {
            if (endless == null || replies.isEmpty()) {
                replies.add(message);
            }
            if (endless != null) {
                endless.cancel("seen enough", null);
            }
        }

        @Override
        public void onClose(Status how, Metadata trailers) {
            status.complete(how);
        }
    }
}
