package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import dev.tercet.conformance.differential.Ongoing.Ended;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to one server, over which any method can be called. */
final class Wire implements AutoCloseable {
    /** Longer than any answer takes; who needs it has found a server that does not answer. */
    static final long PATIENCE_SECONDS = 20;

    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

    private final ManagedChannel channel;

    Wire(String endpoint) {
        channel = ManagedChannelBuilder.forTarget(endpoint.replaceFirst("^https?://", ""))
                .usePlaintext()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .directExecutor()
                .build();
    }

    /** Where calls with this token go. */
    Channel with(@Nullable String token) {
        if (token == null) {
            return channel;
        }
        Metadata headers = new Metadata();
        headers.put(TOKEN, token);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** Sends these requests and nothing more. */
    Ongoing begin(String method, List<? extends Message> requests, @Nullable String token) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Ongoing.begin(with(token).newCall(Methods.named(method), options), requests);
    }

    /** As {@link #begin}, and waits until the call ends. */
    Ended call(String method, List<? extends Message> requests, @Nullable String token) {
        return begin(method, requests, token).end();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
