package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.proto.etcdserverpb.LeaseGrpc;
import dev.tercet.proto.v3lockpb.LockGrpc;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.testkit.script.Answer;
import dev.tercet.testkit.script.Messages;
import dev.tercet.testkit.script.ScriptedServer;
import dev.tercet.testkit.script.UnaryScript;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What a failed call did to the data, and that nothing is done twice.
 *
 * @since 0.1
 */
public interface OutcomeContract extends ScriptedContract {
    /** Takes the call, then loses the connection, and expects that the call was made once and that nobody knows. */
    private void replyLost(UnaryScript<?, ?> script, FaultProxy proxy, ThrowingCallable call) {
        EtcdException failure = Expect.failure(call);
        assertThat(failure.code()).as(failure::toString).isIn(ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining(proxy.endpoint());
        assertThat(script.count()).isEqualTo(1);
    }

    @Test
    default void aLostReplyIsReportedAndTheWriteNotRepeated() throws Throwable {
        requires(Capability.SCRIPTS, Capability.CONNECTION_FAULTS);
        try (ScriptedServer server = ScriptedServer.start();
                FaultProxy proxy = FaultProxy.inFrontOf(endpointOf(server));
                Subject etcd = connect(List.of(proxy.endpoint()), b -> b.timeout(Duration.ofSeconds(3)))) {
            server.unary(KVGrpc.getPutMethod()).always(call -> proxy.cut());
            server.unary(KVGrpc.getDeleteRangeMethod()).always(call -> proxy.cut());
            server.unary(KVGrpc.getTxnMethod()).always(call -> proxy.cut());
            server.unary(LeaseGrpc.getLeaseGrantMethod()).always(call -> proxy.cut());
            server.unary(LockGrpc.getLockMethod()).always(call -> proxy.cut());
            replyLost(
                    server.unary(KVGrpc.getPutMethod()), proxy, () -> etcd.kv().put("k", "v"));
            replyLost(
                    server.unary(KVGrpc.getDeleteRangeMethod()),
                    proxy,
                    () -> etcd.kv().delete("k"));
            Txn txn = Txn.when(Compare.missing("k")).then(Put.of("k", "v"));
            replyLost(
                    server.unary(KVGrpc.getTxnMethod()), proxy, () -> etcd.kv().txn(txn));
            replyLost(
                    server.unary(LeaseGrpc.getLeaseGrantMethod()),
                    proxy,
                    () -> etcd.leases().grant(Duration.ofSeconds(5)));
            replyLost(
                    server.unary(LockGrpc.getLockMethod()),
                    proxy,
                    () -> etcd.locks().lock("k", 5));
        }
    }

    @Test
    default void aLostReplyToAReadIsAskedForAgain() throws Throwable {
        requires(Capability.SCRIPTS, Capability.CONNECTION_FAULTS);
        try (ScriptedServer server = ScriptedServer.start();
                FaultProxy proxy = FaultProxy.inFrontOf(endpointOf(server));
                Subject etcd = connect(List.of(proxy.endpoint()))) {
            server.unary(KVGrpc.getRangeMethod())
                    .then(2, call -> proxy.cut())
                    .always(Answer.reply(Messages.range(5, Messages.kv("k", "v", 3))));
            assertThat(etcd.kv().getString("k")).contains("v");
            assertThat(server.unary(KVGrpc.getRangeMethod()).count()).isEqualTo(3);
        }
    }

    @Test
    default void whatTheServerCannotTellIsUnknown() throws Throwable {
        for (String text : List.of(
                "etcdserver: request timed out",
                "etcdserver: request timed out, possibly due to previous leader failure",
                "etcdserver: request timed out, possibly due to connection lost",
                "etcdserver: leader changed",
                "transport is closing")) {
            scripted((server, etcd) -> {
                server.unary(KVGrpc.getPutMethod()).always(Answer.failure(Messages.unavailable(text)));
                EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                assertThat(failure.outcome()).as(failure::toString).isEqualTo(Outcome.UNKNOWN);
                assertThat(failure.code())
                        .as(failure::toString)
                        .isEqualTo(text.contains("timed out") ? ErrorCode.TIMEOUT : ErrorCode.UNAVAILABLE);
                assertThat(server.unary(KVGrpc.getPutMethod()).count()).isEqualTo(1);
            });
        }
    }

    @Test
    default void aFailureSaysWhatWasAskedOfWhomAndWhatCameBack() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod())
                    .always(Answer.failure(Status.PERMISSION_DENIED.withDescription("etcdserver: permission denied")));
            EtcdException failure = Expect.rejection(
                    ErrorCode.PERMISSION_DENIED, () -> etcd.kv().put("the-key", "the-value"));
            assertThat(failure)
                    .hasMessageContaining("put")
                    .hasMessageContaining("the-key")
                    .hasMessageContaining(endpointOf(server))
                    .hasMessageContaining("permission denied")
                    .hasMessageNotContaining("the-value");
            assertThat(failure.endpoint()).contains(endpointOf(server));
        });
    }

    @Test
    default void whatNeverLeftIsNotApplied() throws Throwable {
        scripted(b -> b.timeout(Duration.ofMillis(500)), (server, etcd) -> {
            server.stop();
            EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        });
    }
}
