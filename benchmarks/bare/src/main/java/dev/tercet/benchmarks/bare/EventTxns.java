package dev.tercet.benchmarks.bare;

import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import io.grpc.stub.StreamObserver;

/** The events of the watch row: transactions of 100 puts, four in flight. */
final class EventTxns implements StreamObserver<TxnResponse> {
    private static final int IN_FLIGHT = 4;

    private final KVGrpc.KVStub stub;
    private final TxnRequest[] txns;
    private final Outstanding outstanding = new Outstanding();
    private boolean on;
    private int next;

    EventTxns(KVGrpc.KVStub stub) {
        this.stub = stub;
        byte[][] keys = Data.watchKeys();
        txns = new TxnRequest[keys.length / Writer.PUTS];
        for (int i = 0; i < txns.length; i++) {
            txns[i] = Writer.txn(keys, i * Writer.PUTS);
        }
    }

    synchronized void start() {
        on = true;
        while (outstanding.count() < IN_FLIGHT) {
            send();
        }
    }

    /** Sends no more, and waits for those that were sent; throws if one of them failed. */
    void stop() throws Exception {
        synchronized (this) {
            on = false;
        }
        outstanding.await();
    }

    private synchronized void goOn() {
        if (on) {
            send();
        }
    }

    private void send() {
        outstanding.sending();
        stub.txn(txns[next], this);
        next = (next + 1) % txns.length;
    }

    @Override
    public void onNext(TxnResponse response) {}

    @Override
    public void onError(Throwable failure) {
        // Whoever stops this is told. Till then it goes on with what is left.
        outstanding.failed(failure);
    }

    @Override
    public void onCompleted() {
        goOn();
        outstanding.ended();
    }
}
