package dev.tercet.conformance.v2;

import dev.tercet.testkit.contract.ViewKind;
import dev.tercet.v2.EtcdV2Client;

/**
 * A client, through one of its views: what suites call.
 *
 * @param client the client itself, for what is the same in both views
 * @param view which of the two does the work
 * @param under what ends after it
 */
record V2Subject(EtcdV2Client client, ViewKind view, Runnable under) implements AutoCloseable {
    /** The client's calls, through the view. */
    EtcdV2Client api() {
        return view == ViewKind.BLOCKING ? client : InFutures.of(EtcdV2Client.class, client, client.async());
    }

    @Override
    public void close() {
        client.close();
        under.run();
    }
}
