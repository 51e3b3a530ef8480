package dev.tercet.benchmarks.v2;

import dev.tercet.benchmarks.Contestant;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import java.io.IOException;

/** Tercet over v2 HTTP, with default settings. */
final class V2Client {
    private V2Client() {}

    public static void main(String[] args) throws IOException {
        Contestant.serve(port -> new V2Bench(EtcdV2Client.builder()
                .endpoints("http://127.0.0.1:" + port)
                .backend(V2Backend.HTTP)
                .build()));
    }
}
