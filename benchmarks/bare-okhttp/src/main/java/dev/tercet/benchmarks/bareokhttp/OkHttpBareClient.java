package dev.tercet.benchmarks.bareokhttp;

import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.bare.BareClient;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.IOException;

/** The generated stubs, with callbacks on the thread that reads from the socket. */
final class OkHttpBareClient {
    private OkHttpBareClient() {}

    public static void main(String[] args) throws IOException {
        Contestant.serve(port -> new BareClient(OkHttpChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .directExecutor()
                .build()));
    }
}
