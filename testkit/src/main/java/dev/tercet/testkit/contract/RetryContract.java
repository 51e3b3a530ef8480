package dev.tercet.testkit.contract;

import static dev.tercet.testkit.contract.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What is sent again, and what is not.
 *
 * @since 0.1
 */
public interface RetryContract extends ScriptedContract {
    private <Q, R> Answer<Q, R> leaderChanged() {
        return Answer.failure(Messages.unavailable("etcdserver: leader changed"));
    }

    @Test
    default void readsAreSentAgain() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod())
                    .then(3, leaderChanged())
                    .always(Answer.reply(Messages.range(5, Messages.kv("k", "v", 3))));
            assertThat(etcd.kv().getString("k")).contains("v");
            assertThat(server.unary(KVGrpc.getRangeMethod()).count()).isEqualTo(4);
        });
    }

    @Test
    default void transactionsThatOnlyReadAreSentAgain() throws Throwable {
        scripted((server, etcd) -> {
            TxnResponse reply = TxnResponse.newBuilder()
                    .setHeader(Messages.header(5))
                    .setSucceeded(true)
                    .build();
            server.unary(KVGrpc.getTxnMethod()).then(leaderChanged()).always(Answer.reply(reply));
            assertThat(etcd.kv().txn(Txn.when(Compare.exists("k"))).succeeded()).isTrue();
            assertThat(server.unary(KVGrpc.getTxnMethod()).count()).isEqualTo(2);
            Txn writing = Txn.when(Compare.exists("k")).then(Put.of("k", "v"));
            server.unary(KVGrpc.getTxnMethod()).then(leaderChanged());
            Expect.failure(() -> etcd.kv().txn(writing));
            assertThat(server.unary(KVGrpc.getTxnMethod()).count()).isEqualTo(3);
        });
    }

    @Test
    default void writesAreNot() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod()).then(leaderChanged()).always(Answer.reply(Messages.putReply(5)));
            server.unary(LeaseGrpc.getLeaseGrantMethod())
                    .then(leaderChanged())
                    .always(Answer.reply(Messages.granted(7, 5)));
            Expect.failure(() -> etcd.kv().put("k", "v"));
            Expect.failure(() -> etcd.leases().grant(Duration.ofSeconds(5)));
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isEqualTo(1);
            assertThat(server.unary(LeaseGrpc.getLeaseGrantMethod()).count()).isEqualTo(1);
        });
    }

    @Test
    default void writesAreSentAgainWhereTheCallerAllowsIt() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod()).then(2, leaderChanged()).always(Answer.reply(Messages.putReply(5)));
            CallOptions retrying = CallOptions.DEFAULT.retryingWrites();
            assertThat(etcd.kv().with(retrying).put("k", "v").revision()).isEqualTo(5);
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isEqualTo(3);
        });
    }

    @Test
    default void writesWaitForAServerThatIsNotThereYet() throws Throwable {
        requires(Capability.SCRIPTS, Capability.CONNECTION_FAULTS);
        try (ScriptedServer server = ScriptedServer.start();
                FaultProxy proxy = FaultProxy.inFrontOf(endpointOf(server));
                Subject etcd = connect(List.of(proxy.endpoint()))) {
            server.unary(KVGrpc.getPutMethod()).always(Answer.reply(Messages.putReply(5)));
            server.stop();
            CompletableFuture<Long> put =
                    CompletableFuture.supplyAsync(() -> etcd.kv().put("k", "v").revision());
            await("attempts to connect that come to nothing").until(() -> proxy.connectionsOpened() >= 2);
            server.restart();
            assertThat(Within.seconds(10, put)).isEqualTo(5);
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isEqualTo(1);
        }
    }

    @Test
    default void whatCannotSucceedIsNotSentAgain() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getRangeMethod())
                    .then(Answer.failure(Status.OUT_OF_RANGE.withDescription(
                            "etcdserver: mvcc: required revision has been compacted")))
                    .then(Answer.failure(Status.INVALID_ARGUMENT.withDescription("etcdserver: key is not provided")))
                    .then(Answer.failure(Status.UNIMPLEMENTED.withDescription("unknown service")))
                    .then(Answer.failure(Status.DATA_LOSS.withDescription("etcdserver: corrupt cluster")))
                    .then(Answer.failure(Status.UNKNOWN.withDescription("something of tomorrow")));
            for (ErrorCode code : new ErrorCode[] {
                ErrorCode.COMPACTED,
                ErrorCode.INVALID_ARGUMENT,
                ErrorCode.UNSUPPORTED,
                ErrorCode.CORRUPT,
                ErrorCode.UNKNOWN
            }) {
                EtcdException failure = Expect.failure(() -> etcd.kv().get(Get.of("k")));
                assertThat(failure.code()).as(failure::toString).isEqualTo(code);
            }
            assertThat(server.unary(KVGrpc.getRangeMethod()).count()).isEqualTo(5);
        });
    }

    @Test
    default void aServerThatGoesAwayAndComesBackCostsNoCall() throws Throwable {
        requires(Capability.HTTP2);
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod())
                    .always(Answer.<PutRequest, PutResponse>reply(Messages.putReply(5))
                            .after(Duration.ofMillis(2)));
            for (int i = 0; i < 120; i++) {
                if (i % 40 == 20) {
                    CompletableFuture<?> put = etcd.client().async().kv().put("k", "under way");
                    server.goAway();
                    server.restart();
                    Within.seconds(10, put);
                }
                etcd.kv().put("k", "v" + i);
            }
            assertThat(server.unary(KVGrpc.getPutMethod()).count()).isEqualTo(123);
        });
    }
}
