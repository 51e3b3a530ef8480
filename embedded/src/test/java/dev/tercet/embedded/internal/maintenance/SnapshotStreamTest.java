package dev.tercet.embedded.internal.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.SnapshotRequest;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotStreamTest {
    private final Member member = new Member(Limits.DEFAULT);

    @Test
    void anEmptyStoreIsASnapshotToo() throws Exception {
        Client client = open(Integer.MAX_VALUE);
        assertThat(keys(client)).isEmpty();
        assertThat(client.messages).hasSize(2);
    }

    @Test
    void itSaysWhatItIsAndWhatItIsNot() {
        String text = open(Integer.MAX_VALUE).messages.get(0).getBlob().toStringUtf8();
        assertThat(text)
                .startsWith("This is a snapshot of Tercet's embedded etcd")
                .contains("cannot restore it")
                .contains("Revision: 1\n");
    }

    @Test
    void itGoesAsFastAsTheClientTakesItAndIsOfTheMomentItWasAskedFor() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 100; i < 300; i++) {
            // From smaller than a piece to larger than some.
            member.put("k" + i, ByteString.copyFrom(new byte[i == 200 ? 100_000 : i * 5]));
            expected.add("k" + i);
        }
        Client client = open(3);
        assertThat(client.messages).hasSize(3);

        member.delete("k250");
        member.put("k299");
        member.put("new");
        member.compact(member.store.revision());

        while (!client.ended) {
            int had = client.messages.size();
            client.take(2);
            assertThat(client.messages.size()).isBetween(had + 1, had + 2);
        }
        List<KeyValue> kvs = keys(client);
        assertThat(kvs).extracting(kv -> kv.getKey().toStringUtf8()).isEqualTo(expected);
        assertThat(kvs.get(199).getValue().size()).isEqualTo(299 * 5);
    }

    @Test
    void nothingIsSaidToAClientThatWentAway() {
        member.put("k", ByteString.copyFrom(new byte[200_000]));
        Client client = open(1);
        Objects.requireNonNull(client.inlet).cancel();
        client.take(100);
        assertThat(client.messages).hasSize(1);
        assertThat(client.ended).isFalse();
    }

    private List<KeyValue> keys(Client client) throws Exception {
        assertThat(client.ended).isTrue();
        assertThat(client.error).isNull();
        List<SnapshotResponse> pieces = client.messages.subList(0, client.messages.size() - 1);
        SnapshotResponse last = client.messages.get(client.messages.size() - 1);
        ByteString content = ByteString.EMPTY;
        for (SnapshotResponse piece : pieces) {
            assertThat(piece.getVersion()).isEqualTo("3.7.0");
            assertThat(piece.getBlob().size()).isLessThanOrEqualTo(32 * 1024);
            content = content.concat(piece.getBlob());
        }
        long remaining = content.size();
        for (SnapshotResponse piece : pieces) {
            remaining -= piece.getBlob().size();
            assertThat(piece.getRemainingBytes()).isEqualTo(remaining);
        }
        assertThat(remaining).isZero();
        assertThat(content.size() % 512).as("what tools of etcd ask for").isZero();
        assertThat(last.getBlob().toByteArray())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(content.toByteArray()));
        return read(content);
    }

    private static List<KeyValue> read(ByteString content) throws IOException {
        byte[] bytes = content.toByteArray();
        int start = content.toStringUtf8().indexOf("\n\n") + 2;
        InputStream in = ByteString.copyFrom(Arrays.copyOfRange(bytes, start, bytes.length))
                .newInput();
        List<KeyValue> kvs = new ArrayList<>();
        for (KeyValue kv = KeyValue.parseDelimitedFrom(in);
                kv != null && !kv.getKey().isEmpty();
                kv = KeyValue.parseDelimitedFrom(in)) {
            kvs.add(kv);
        }
        return kvs;
    }

    @SuppressWarnings("unchecked")
    private Client open(int window) {
        var row = (Method.Stream<SnapshotRequest, SnapshotResponse>)
                Objects.requireNonNull(member.methods.find("etcdserverpb.Maintenance/Snapshot"));
        Client client = new Client(window);
        Inlet<SnapshotRequest> inlet = row.handler().open(new Caller(null, false), client);
        client.inlet = inlet;
        inlet.message(SnapshotRequest.getDefaultInstance());
        inlet.halfClose();
        return client;
    }

    /** Takes as many messages as it said it would. */
    private static final class Client implements Outlet<SnapshotResponse> {
        final List<SnapshotResponse> messages = new ArrayList<>();

        @Nullable
        Inlet<SnapshotRequest> inlet;

        @Nullable
        EtcdError error;

        boolean ended;
        private int window;

        Client(int window) {
            this.window = window;
        }

        void take(int more) {
            window += more;
            Objects.requireNonNull(inlet).ready();
        }

        @Override
        public boolean isReady() {
            return window > 0;
        }

        @Override
        public void message(SnapshotResponse message) {
            window--;
            messages.add(message);
        }

        @Override
        public void end(@Nullable EtcdError because) {
            ended = true;
            error = because;
        }

        @Override
        public void lose() {
            throw new AssertionError("lost");
        }
    }
}
