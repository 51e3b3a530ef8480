package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The process that writes what others read. {@code keys} puts the keys that gets read, {@code range n} those of a range of so many;
 * between {@code on} and {@code off} it makes the events of the watch row: transactions of 100 puts, four in flight; between {@code
 * paced} and {@code off} those of the row about their latency, see {@link PacedPuts}.
 */
final class Writer implements StreamObserver<TxnResponse> {
    private static final int PUTS = 100;
    private static final int IN_FLIGHT = 4;

    private final KVGrpc.KVStub stub;
    private final KVGrpc.KVBlockingStub blocking;
    private final TxnRequest[] txns;
    private final PacedPuts paced;
    private boolean on;
    private int inFlight;
    private int next;

    private Writer(ManagedChannel channel) {
        stub = KVGrpc.newStub(channel);
        blocking = KVGrpc.newBlockingStub(channel);
        paced = new PacedPuts(stub);
        byte[][] keys = Data.watchKeys();
        txns = new TxnRequest[keys.length / PUTS];
        for (int i = 0; i < txns.length; i++) {
            txns[i] = txn(keys, i * PUTS);
        }
    }

    private void seed(byte[][] keys) {
        for (int i = 0; i < keys.length; i += PUTS) {
            blocking.txn(txn(keys, i));
        }
    }

    private static TxnRequest txn(byte[][] keys, int from) {
        ByteString value = UnsafeByteOperations.unsafeWrap(Data.value());
        TxnRequest.Builder txn = TxnRequest.newBuilder();
        for (int i = from; i < Math.min(from + PUTS, keys.length); i++) {
            PutRequest.Builder put = PutRequest.newBuilder()
                    .setKey(UnsafeByteOperations.unsafeWrap(keys[i]))
                    .setValue(value);
            txn.addSuccess(RequestOp.newBuilder().setRequestPut(put));
        }
        return txn.build();
    }

    public static void main(String[] args) throws IOException {
        Writer writer = new Writer(BareClient.channel(Integer.parseInt(args[0])));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            String[] words = command.split(" ", -1);
            switch (words[0]) {
                case "keys" -> writer.seed(Data.keys());
                case "range" -> writer.seed(Data.rangeKeys(Integer.parseInt(words[1])));
                case "paced" -> writer.paced.start();
                case "on" -> writer.turn(true);
                default -> {
                    writer.turn(false);
                    writer.paced.stop();
                }
            }
            System.out.println("ok");
        }
        System.exit(0);
    }

    private synchronized void turn(boolean on) {
        this.on = on;
        while (on && inFlight < IN_FLIGHT) {
            send();
        }
    }

    private synchronized void ended() {
        inFlight--;
        if (on) {
            send();
        }
    }

    private void send() {
        inFlight++;
        stub.txn(txns[next], this);
        next = (next + 1) % txns.length;
    }

    @Override
    public void onNext(TxnResponse response) {}

    @Override
    public void onError(Throwable failure) {
        // No more events will come, so the contender's watch reports that; this says why.
        failure.printStackTrace();
    }

    @Override
    public void onCompleted() {
        ended();
    }
}
