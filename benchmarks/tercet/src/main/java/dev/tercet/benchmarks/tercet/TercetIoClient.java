package dev.tercet.benchmarks.tercet;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.Contestant;
import java.io.IOException;

/** Tercet with callbacks on the I/O thread, as the bare stubs have them. */
final class TercetIoClient {
    private TercetIoClient() {}

    public static void main(String[] args) throws IOException {
        Contestant.serve(port ->
                new TercetClient(EtcdClient.connect("http://127.0.0.1:" + port).withCallbacksOnIoThread()));
    }
}
