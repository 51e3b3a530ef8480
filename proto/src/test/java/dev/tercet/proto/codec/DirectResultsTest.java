package dev.tercet.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.tercet.proto.etcdserverpb.CompactionResponse;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.ResponseOp;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import dev.tercet.spi.KvRpcs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read without a message says the same as the message does. */
class DirectResultsTest {
    private static final long SEED = 88;
    private static final int MOST_DEPTH = 3;
    private static final UnknownFieldSet OF_LATER_VERSIONS = UnknownFieldSet.newBuilder()
            .addField(
                    77,
                    UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("of a later version"))
                            .addVarint(5)
                            .build())
            .build();

    private final Random random = new Random(SEED);

    @Test
    void repliesAreReadAsTheirMessages() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            same(Methods.of(KvRpcs.PUT), put());
            same(Methods.of(KvRpcs.DELETE_RANGE), delete());
            same(Methods.of(KvRpcs.TXN), txn(0));
            same(
                    Methods.of(KvRpcs.COMPACT),
                    CompactionResponse.newBuilder().setHeader(header()).build());
            same(
                    LeaseCodec.RENEWALS,
                    LeaseKeepAliveResponse.newBuilder()
                            .setHeader(header())
                            .setID(random.nextLong())
                            .setTTL(random.nextInt(1000))
                            .build());
        }
        same(Methods.of(KvRpcs.PUT), PutResponse.getDefaultInstance());
        same(Methods.of(KvRpcs.TXN), TxnResponse.getDefaultInstance());
    }

    @Test
    void whatIsCutShortIsRefused() throws IOException {
        byte[] whole = txn(0).toBuilder().setHeader(header()).build().toByteArray();
        for (int length = 1; length < 20; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                Methods.of(KvRpcs.TXN).decode(new ByteArrayInputStream(cut));
                // Where a field ends, a message may.
                TxnResponse.parseFrom(cut);
            } catch (InvalidProtocolBufferException e) {
                assertThatThrownBy(() -> TxnResponse.parseFrom(cut)).isInstanceOf(InvalidProtocolBufferException.class);
            }
        }
    }

    @Test
    void nestingHasAnEnd() {
        TxnResponse deep = TxnResponse.getDefaultInstance();
        for (int i = 0; i < 100; i++) {
            deep = TxnResponse.newBuilder()
                    .addResponses(ResponseOp.newBuilder().setResponseTxn(deep))
                    .build();
        }
        ByteArrayInputStream in = new ByteArrayInputStream(deep.toByteArray());
        assertThatThrownBy(() -> Methods.of(KvRpcs.TXN).decode(in)).isInstanceOf(InvalidProtocolBufferException.class);
    }

    private static void same(MethodCodec<?, ?> codec, Message message) throws IOException {
        assertThat((Object) codec.decode(new ByteArrayInputStream(message.toByteArray())))
                .as("seed %d: %s", SEED, message)
                .isEqualTo(codec.fromMessage(message));
    }

    private PutResponse put() {
        PutResponse.Builder reply = PutResponse.newBuilder().setHeader(header());
        if (random.nextBoolean()) {
            reply.setPrevKv(kv());
        }
        return random.nextBoolean()
                ? reply.build()
                : reply.setUnknownFields(OF_LATER_VERSIONS).build();
    }

    private DeleteRangeResponse delete() {
        DeleteRangeResponse.Builder reply =
                DeleteRangeResponse.newBuilder().setHeader(header()).setDeleted(random.nextInt(9));
        for (int i = random.nextInt(4); i > 0; i--) {
            reply.addPrevKvs(kv());
        }
        return reply.build();
    }

    private RangeResponse range() {
        RangeResponse.Builder reply = RangeResponse.newBuilder().setHeader(header());
        for (int i = random.nextInt(4); i > 0; i--) {
            reply.addKvs(kv());
        }
        return reply.setMore(random.nextBoolean()).setCount(random.nextInt(3)).build();
    }

    private TxnResponse txn(int depth) {
        TxnResponse.Builder reply = TxnResponse.newBuilder().setSucceeded(random.nextBoolean());
        if (random.nextBoolean()) {
            reply.setHeader(header());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            ResponseOp.Builder op = ResponseOp.newBuilder();
            switch (random.nextInt(depth < MOST_DEPTH ? 5 : 4)) {
                case 0 -> op.setResponsePut(put());
                case 1 -> op.setResponseRange(range());
                case 2 -> op.setResponseDeleteRange(delete());
                case 3 -> op.setUnknownFields(OF_LATER_VERSIONS);
                default -> op.setResponseTxn(txn(depth + 1));
            }
            reply.addResponses(op);
        }
        return reply.build();
    }

    private ResponseHeader header() {
        return ResponseHeader.newBuilder()
                .setClusterId(random.nextLong())
                .setMemberId(random.nextInt(2))
                .setRevision(random.nextInt())
                .setRaftTerm(random.nextInt(100))
                .build();
    }

    private KeyValue kv() {
        return KeyValue.newBuilder()
                .setKey(bytes(random.nextInt(50)))
                .setValue(bytes(random.nextInt(20) == 0 ? 5_000 : random.nextInt(200)))
                .setCreateRevision(random.nextInt(1000))
                .setModRevision(random.nextLong())
                .setVersion(random.nextInt(3))
                .setLease(random.nextLong())
                .build();
    }

    private ByteString bytes(int length) {
        byte[] array = new byte[length];
        random.nextBytes(array);
        return ByteString.copyFrom(array);
    }
}
