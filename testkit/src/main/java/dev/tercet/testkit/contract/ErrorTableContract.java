package dev.tercet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.proto.etcdserverpb.KVGrpc;
import dev.tercet.spi.StatusCode;
import dev.tercet.testkit.script.Answer;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What etcd's errors become. They are told by their text, since codes changed between versions, and some texts travel under a code
 * that was never meant for them.
 *
 * @since 0.1
 */
public interface ErrorTableContract extends ScriptedContract {
    /** One of etcd's errors, and what it becomes. */
    record Row(StatusCode wire, String text, ErrorCode code) {}

    /** Errors that say that the request was refused. */
    List<Row> REFUSALS = List.of(
            new Row(StatusCode.INVALID_ARGUMENT, "etcdserver: key is not provided", ErrorCode.INVALID_ARGUMENT),
            new Row(StatusCode.INVALID_ARGUMENT, "etcdserver: key not found", ErrorCode.KEY_NOT_FOUND),
            new Row(StatusCode.INVALID_ARGUMENT, "etcdserver: value is provided", ErrorCode.INVALID_ARGUMENT),
            new Row(
                    StatusCode.INVALID_ARGUMENT,
                    "etcdserver: duplicate key given in txn request",
                    ErrorCode.DUPLICATE_KEY),
            new Row(
                    StatusCode.INVALID_ARGUMENT,
                    "etcdserver: too many operations in txn request",
                    ErrorCode.TOO_MANY_OPERATIONS),
            new Row(StatusCode.INVALID_ARGUMENT, "etcdserver: request is too large", ErrorCode.REQUEST_TOO_LARGE),
            new Row(
                    StatusCode.OUT_OF_RANGE,
                    "etcdserver: mvcc: required revision has been compacted",
                    ErrorCode.COMPACTED),
            new Row(
                    StatusCode.OUT_OF_RANGE,
                    "etcdserver: mvcc: required revision is a future revision",
                    ErrorCode.FUTURE_REVISION),
            new Row(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded", ErrorCode.NO_SPACE),
            new Row(StatusCode.NOT_FOUND, "etcdserver: requested lease not found", ErrorCode.LEASE_NOT_FOUND),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: lease already exists", ErrorCode.LEASE_EXISTS),
            new Row(StatusCode.OUT_OF_RANGE, "etcdserver: too large lease TTL", ErrorCode.LEASE_TTL_TOO_LARGE),
            new Row(StatusCode.NOT_FOUND, "etcdserver: member not found", ErrorCode.MEMBER_NOT_FOUND),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: Peer URLs already exists", ErrorCode.MEMBER_EXISTS),
            new Row(StatusCode.PERMISSION_DENIED, "etcdserver: permission denied", ErrorCode.PERMISSION_DENIED),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: permission denied", ErrorCode.PERMISSION_DENIED),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: user name not found", ErrorCode.USER_NOT_FOUND),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: user name already exists", ErrorCode.USER_EXISTS),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: role name not found", ErrorCode.ROLE_NOT_FOUND),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: role name already exists", ErrorCode.ROLE_EXISTS),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: authentication is not enabled",
                    ErrorCode.AUTH_NOT_ENABLED),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: not leader", ErrorCode.NOT_LEADER),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: rpc not supported for learner", ErrorCode.UNSUPPORTED),
            new Row(StatusCode.UNAVAILABLE, "etcdserver: not capable", ErrorCode.UNSUPPORTED),
            new Row(StatusCode.INVALID_ARGUMENT, "etcdserver: lease is provided", ErrorCode.INVALID_ARGUMENT),
            new Row(StatusCode.INVALID_ARGUMENT, "etcdserver: invalid sort option", ErrorCode.INVALID_ARGUMENT),
            new Row(
                    StatusCode.INVALID_ARGUMENT,
                    "etcdserver: given member URLs are invalid",
                    ErrorCode.INVALID_ARGUMENT),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: member ID already exist", ErrorCode.MEMBER_EXISTS),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: can only promote a learner member which is in sync with leader",
                    ErrorCode.FAILED_PRECONDITION),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: too many learner members in cluster",
                    ErrorCode.FAILED_PRECONDITION),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: root user does not exist",
                    ErrorCode.FAILED_PRECONDITION),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: root user does not have root role",
                    ErrorCode.FAILED_PRECONDITION),
            new Row(StatusCode.INVALID_ARGUMENT, "etcdserver: role name is empty", ErrorCode.INVALID_ARGUMENT),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: role is not granted to the user",
                    ErrorCode.ROLE_NOT_FOUND),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: permission is not granted to the role",
                    ErrorCode.FAILED_PRECONDITION),
            new Row(StatusCode.FAILED_PRECONDITION, "etcdserver: bad leader transferee", ErrorCode.FAILED_PRECONDITION),
            new Row(StatusCode.DATA_LOSS, "etcdserver: corrupt cluster", ErrorCode.CORRUPT),
            new Row(
                    StatusCode.INVALID_ARGUMENT,
                    "etcdserver: authentication failed, invalid user ID or password",
                    ErrorCode.UNAUTHENTICATED),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: cluster has a downgrade job in progress",
                    ErrorCode.FAILED_PRECONDITION),
            new Row(
                    StatusCode.FAILED_PRECONDITION,
                    "etcdserver: no inflight downgrade job",
                    ErrorCode.FAILED_PRECONDITION),
            new Row(
                    StatusCode.INVALID_ARGUMENT,
                    "etcdserver: invalid downgrade target version",
                    ErrorCode.INVALID_ARGUMENT),
            new Row(
                    StatusCode.INVALID_ARGUMENT,
                    "etcdserver: wrong downgrade target version format",
                    ErrorCode.INVALID_ARGUMENT),
            new Row(StatusCode.UNKNOWN, "election: not leader", ErrorCode.NOT_ELECTED),
            new Row(StatusCode.UNKNOWN, "election: no leader", ErrorCode.NOT_ELECTED),
            new Row(StatusCode.UNKNOWN, "\"leader\" field must be provided", ErrorCode.INVALID_ARGUMENT),
            new Row(StatusCode.UNKNOWN, "mutex: session is expired", ErrorCode.LEASE_NOT_FOUND),
            new Row(StatusCode.UNKNOWN, "mutex: lock has already been released", ErrorCode.FAILED_PRECONDITION),
            new Row(StatusCode.UNKNOWN, "mutex: Locked by another session", ErrorCode.FAILED_PRECONDITION));

    /** Errors that a later try may not meet. */
    List<Row> TROUBLES = List.of(
            new Row(StatusCode.UNKNOWN, "etcdserver: too many requests", ErrorCode.TOO_MANY_REQUESTS),
            new Row(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: too many requests", ErrorCode.TOO_MANY_REQUESTS),
            new Row(StatusCode.UNAVAILABLE, "etcdserver: no leader", ErrorCode.NO_LEADER),
            new Row(StatusCode.UNAVAILABLE, "etcdserver: unhealthy cluster", ErrorCode.UNHEALTHY_CLUSTER),
            new Row(
                    StatusCode.UNKNOWN,
                    "etcdserver: re-configuration failed due to not enough started members",
                    ErrorCode.UNHEALTHY_CLUSTER),
            new Row(StatusCode.UNAVAILABLE, "etcdserver: request timed out", ErrorCode.TIMEOUT),
            new Row(StatusCode.DEADLINE_EXCEEDED, "context deadline exceeded", ErrorCode.TIMEOUT),
            new Row(
                    StatusCode.UNAVAILABLE,
                    "etcdserver: request timed out, possibly due to previous leader failure",
                    ErrorCode.TIMEOUT),
            new Row(
                    StatusCode.UNAVAILABLE,
                    "etcdserver: request timed out, possibly due to connection lost",
                    ErrorCode.TIMEOUT),
            new Row(
                    StatusCode.UNAVAILABLE,
                    "etcdserver: request timed out, waiting for the applied index took too long",
                    ErrorCode.TIMEOUT),
            new Row(
                    StatusCode.UNKNOWN,
                    "etcdserver: request timed out, leader transfer took too long",
                    ErrorCode.TIMEOUT),
            new Row(StatusCode.UNAVAILABLE, "etcdserver: leader changed", ErrorCode.UNAVAILABLE),
            new Row(StatusCode.UNAVAILABLE, "etcdserver: server stopped", ErrorCode.UNAVAILABLE));

    private Status status(Row row) {
        return Status.fromCode(Status.Code.valueOf(row.wire().name())).withDescription(row.text());
    }

    @Test
    default void refusalsAreToldByTheirText() throws Throwable {
        scripted((server, etcd) -> {
            for (Row row : REFUSALS) {
                server.unary(KVGrpc.getPutMethod()).then(Answer.failure(status(row)));
                EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
                assertThat(failure.code()).as(row.text()).isEqualTo(row.code());
                assertThat(failure.outcome()).as(row.text()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(failure).as(row.text()).isInstanceOf(RejectedEtcdException.class);
            }
        });
    }

    @Test
    default void troublesAreToldByTheirText() throws Throwable {
        scripted((server, etcd) -> {
            // Connecting for the first time takes its time where a JVM has just begun.
            server.unary(KVGrpc.getPutMethod()).then(Answer.failure(status(REFUSALS.get(0))));
            Expect.failure(() -> etcd.kv().put("k", "v"));
            Subject impatient = etcd.withTimeout(Duration.ofMillis(400));
            for (Row row : TROUBLES) {
                server.unary(KVGrpc.getPutMethod()).always(Answer.failure(status(row)));
                EtcdException failure = refusedThroughout(impatient);
                assertThat(failure.code()).as(failure::toString).isEqualTo(row.code());
                assertThat(failure).hasMessageContaining(row.text());
                assertThat(failure).as(row.text()).isNotInstanceOf(RejectedEtcdException.class);
            }
        });
    }

    /**
     * What is certainly refused for now is tried until the deadline, and the failure then has the last refusal's code. Only where the
     * deadline finds an attempt still unanswered is there less to say, and the call made again.
     */
    private EtcdException refusedThroughout(Subject etcd) {
        EtcdException failure = Expect.failure(() -> etcd.kv().put("k", "v"));
        for (int i = 0; i < 5 && String.valueOf(failure.getMessage()).contains("no reply within"); i++) {
            failure = Expect.failure(() -> etcd.kv().put("k", "v"));
        }
        return failure;
    }

    @Test
    default void anUnknownTextKeepsItsWords() throws Throwable {
        scripted((server, etcd) -> {
            server.unary(KVGrpc.getPutMethod())
                    .always(Answer.failure(Status.UNKNOWN.withDescription("etcdserver: something of tomorrow")));
            assertThat(Expect.failure(() -> etcd.kv().put("k", "v")))
                    .hasMessageContaining("something of tomorrow")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN));
        });
    }
}
