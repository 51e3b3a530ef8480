package dev.tercet.benchmarks.bare;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.benchmarks.Data;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import io.grpc.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The process that writes what others read. {@code keys} puts the keys that gets read, {@code range n} those of a range of so many;
 * between {@code on} and {@code off} it makes the events of the watch row, see {@link EventTxns}; between {@code paced} and {@code off} those
 * of the row about their latency, see {@link PacedPuts}. The answer to {@code off} tells whether all were made.
 */
final class Writer {
    static final int PUTS = 100;

    private final KVGrpc.KVBlockingStub blocking;
    private final EventTxns txns;
    private final PacedPuts paced;

    Writer(Channel channel) {
        blocking = KVGrpc.newBlockingStub(channel);
        KVGrpc.KVStub stub = KVGrpc.newStub(channel);
        txns = new EventTxns(stub);
        paced = new PacedPuts(stub);
    }

    public static void main(String[] args) throws IOException {
        Writer writer = new Writer(BareClient.channel(Integer.parseInt(args[0])));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            System.out.println(writer.answer(command));
        }
        System.exit(0);
    }

    String answer(String command) {
        try {
            String[] words = command.split(" ", -1);
            switch (words[0]) {
                case "keys" -> seed(Data.keys());
                case "range" -> seed(Data.rangeKeys(Integer.parseInt(words[1])));
                case "paced" -> paced.start();
                case "on" -> txns.start();
                case "off" -> {
                    try {
                        txns.stop();
                    } finally {
                        paced.stop();
                    }
                }
                default -> throw new IllegalArgumentException("unknown command");
            }
            return "ok";
        } catch (Exception e) {
            e.printStackTrace();
            return "error " + String.valueOf(e).replaceAll("\\s+", " ");
        }
    }

    private void seed(byte[][] keys) {
        for (int i = 0; i < keys.length; i += PUTS) {
            blocking.txn(txn(keys, i));
        }
    }

    /** A transaction that puts some of these keys, from this one on. */
    static TxnRequest txn(byte[][] keys, int from) {
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
}
