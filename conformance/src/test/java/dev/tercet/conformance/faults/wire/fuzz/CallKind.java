package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.tercet.AsyncEtcdClient;
import dev.tercet.EtcdClient;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.proto.codec.LeaseCodec;
import dev.tercet.proto.codec.Methods;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.LeaseGrantRequest;
import dev.tercet.proto.etcdserverpb.LeaseGrantResponse;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.ResponseOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.Rpc;
import dev.tercet.testkit.script.Messages;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Calls whose requests and replies carry a number that says whose they are.
 *
 * <p>The number of a call is in its key, or is its lease's id, and the revision of the reply.
 */
enum CallKind {
    PUT(KvRpcs.PUT, true, PutResponse.parser()) {
        @Override
        CompletableFuture<?> async(AsyncEtcdClient etcd, long number) {
            return etcd.kv().put(Put.of(key(number), "v" + number).returningPrevious());
        }

        @Override
        Object blocking(EtcdClient etcd, long number) {
            return etcd.kv().put(Put.of(key(number), "v" + number).returningPrevious());
        }

        @Override
        long number(byte[] request) throws InvalidProtocolBufferException {
            return inKey(PutRequest.parseFrom(request).getKey());
        }

        @Override
        Message.Builder request() {
            return PutRequest.newBuilder();
        }

        @Override
        Message reply(long number) {
            return PutResponse.newBuilder()
                    .setHeader(Messages.header(number))
                    .setPrevKv(Messages.kv(key(number), "old", number))
                    .build();
        }
    },
    GET(KvRpcs.RANGE, false, RangeResponse.parser()) {
        @Override
        CompletableFuture<?> async(AsyncEtcdClient etcd, long number) {
            return etcd.kv().get(Get.of(key(number)));
        }

        @Override
        Object blocking(EtcdClient etcd, long number) {
            return etcd.kv().get(Get.of(key(number)));
        }

        @Override
        long number(byte[] request) throws InvalidProtocolBufferException {
            return inKey(RangeRequest.parseFrom(request).getKey());
        }

        @Override
        Message.Builder request() {
            return RangeRequest.newBuilder();
        }

        @Override
        Message reply(long number) {
            return Messages.range(number, Messages.kv(key(number), "v" + number, number));
        }
    },
    LIST(KvRpcs.RANGE, false, RangeResponse.parser()) {
        @Override
        CompletableFuture<?> async(AsyncEtcdClient etcd, long number) {
            return etcd.kv().get(Get.prefix(key(number) + "/").limit(2));
        }

        @Override
        Object blocking(EtcdClient etcd, long number) {
            return etcd.kv().get(Get.prefix(key(number) + "/").limit(2));
        }

        @Override
        long number(byte[] request) throws InvalidProtocolBufferException {
            return inKey(RangeRequest.parseFrom(request).getKey());
        }

        @Override
        Message.Builder request() {
            return RangeRequest.newBuilder();
        }

        @Override
        Message reply(long number) {
            return RangeResponse.newBuilder()
                    .setHeader(Messages.header(number))
                    .addKvs(Messages.kv(key(number) + "/a", "v" + number, number))
                    .addKvs(Messages.kv(key(number) + "/b", "", number))
                    .setMore(true)
                    .setCount(number)
                    .build();
        }
    },
    DELETE(KvRpcs.DELETE_RANGE, true, DeleteRangeResponse.parser()) {
        @Override
        CompletableFuture<?> async(AsyncEtcdClient etcd, long number) {
            return etcd.kv().delete(Delete.of(key(number)));
        }

        @Override
        Object blocking(EtcdClient etcd, long number) {
            return etcd.kv().delete(Delete.of(key(number)));
        }

        @Override
        long number(byte[] request) throws InvalidProtocolBufferException {
            return inKey(DeleteRangeRequest.parseFrom(request).getKey());
        }

        @Override
        Message.Builder request() {
            return DeleteRangeRequest.newBuilder();
        }

        @Override
        Message reply(long number) {
            return DeleteRangeResponse.newBuilder()
                    .setHeader(Messages.header(number))
                    .setDeleted(1)
                    .build();
        }
    },
    TXN(KvRpcs.TXN, true, TxnResponse.parser()) {
        @Override
        CompletableFuture<?> async(AsyncEtcdClient etcd, long number) {
            return etcd.kv().txn(txn(number));
        }

        @Override
        Object blocking(EtcdClient etcd, long number) {
            return etcd.kv().txn(txn(number));
        }

        private Txn txn(long number) {
            return Txn.when(Compare.value(key(number)).equalTo("x"))
                    .then(Put.of(key(number), "v"), Get.of(key(number)));
        }

        @Override
        long number(byte[] request) throws InvalidProtocolBufferException {
            return inKey(TxnRequest.parseFrom(request).getCompare(0).getKey());
        }

        @Override
        Message.Builder request() {
            return TxnRequest.newBuilder();
        }

        @Override
        Message reply(long number) {
            return TxnResponse.newBuilder()
                    .setHeader(Messages.header(number))
                    .setSucceeded(true)
                    .addResponses(ResponseOp.newBuilder().setResponsePut(Messages.putReply(number)))
                    .addResponses(ResponseOp.newBuilder()
                            .setResponseRange(Messages.range(number, Messages.kv(key(number), "v", number))))
                    .build();
        }
    },
    GRANT(LeaseRpcs.GRANT, true, LeaseGrantResponse.parser()) {
        @Override
        CompletableFuture<?> async(AsyncEtcdClient etcd, long number) {
            return etcd.leases().grant(Duration.ofSeconds(60), number);
        }

        @Override
        Object blocking(EtcdClient etcd, long number) {
            return etcd.leases().grant(Duration.ofSeconds(60), number);
        }

        @Override
        long number(byte[] request) throws InvalidProtocolBufferException {
            return LeaseGrantRequest.parseFrom(request).getID();
        }

        @Override
        Message.Builder request() {
            return LeaseGrantRequest.newBuilder();
        }

        @Override
        Message reply(long number) {
            return LeaseGrantResponse.newBuilder()
                    .setHeader(Messages.header(number))
                    .setID(number)
                    .setTTL(60)
                    .build();
        }
    },
    /** Whose replies come on a stream that many share, and in JSON alone. */
    RENEW(LeaseRpcs.RENEW, false, LeaseKeepAliveResponse.parser()) {
        @Override
        CompletableFuture<?> async(AsyncEtcdClient etcd, long number) {
            return etcd.leases().keepAliveOnce(number);
        }

        @Override
        Object blocking(EtcdClient etcd, long number) {
            return etcd.leases().keepAliveOnce(number);
        }

        @Override
        long number(byte[] request) throws InvalidProtocolBufferException {
            return LeaseKeepAliveRequest.parseFrom(request).getID();
        }

        @Override
        Message.Builder request() {
            return LeaseKeepAliveRequest.newBuilder();
        }

        @Override
        Message reply(long number) {
            return LeaseKeepAliveResponse.newBuilder()
                    .setHeader(Messages.header(number))
                    .setID(number)
                    .setTTL(60)
                    .build();
        }

        @Override
        Object decode(Message reply) {
            return LeaseCodec.decode((LeaseKeepAliveResponse) reply);
        }
    };

    /** Those with one request and one reply, over gRPC too. */
    static final List<CallKind> ALONE =
            Arrays.stream(values()).filter(kind -> kind != RENEW).toList();

    private final String path;
    private final boolean writes;
    private final Parser<? extends Message> parser;
    private final Rpc<?, ?> rpc;

    CallKind(Rpc<?, ?> rpc, boolean writes, Parser<? extends Message> parser) {
        this.path = "/" + rpc.fullName();
        this.writes = writes;
        this.parser = parser;
        this.rpc = rpc;
    }

    /** Whose request this is, of those that go to a path; a list is told from a read by its end. */
    static CallKind of(String path, byte[] request) throws InvalidProtocolBufferException {
        if (path.equals(GET.path)) {
            return RangeRequest.parseFrom(request).getRangeEnd().isEmpty() ? GET : LIST;
        }
        return ALONE.stream().filter(kind -> kind.path.equals(path)).findFirst().orElseThrow();
    }

    abstract CompletableFuture<?> async(AsyncEtcdClient etcd, long number);

    abstract Object blocking(EtcdClient etcd, long number);

    /** Whose request it is. */
    abstract long number(byte[] request) throws InvalidProtocolBufferException;

    /** An empty one. */
    abstract Message.Builder request();

    /** The one right reply. */
    abstract Message reply(long number);

    boolean writes() {
        return writes;
    }

    /** Where the gateway has it. */
    String gatewayPath() {
        return "/v3" + rpc.path();
    }

    /** What a reply says, as the client has to say it. */
    Object decode(Message reply) {
        return Methods.of(rpc).fromMessage(reply);
    }

    /** What protobuf reads in a reply; the refusal if it reads nothing. */
    Object meant(byte[] reply) {
        try {
            return decode(parser.parseFrom(reply));
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            return e;
        }
    }

    private static String key(long number) {
        return "/fuzz/" + number;
    }

    private static long inKey(ByteString key) {
        return Long.parseLong(key.toStringUtf8().split("/", -1)[2]);
    }
}
