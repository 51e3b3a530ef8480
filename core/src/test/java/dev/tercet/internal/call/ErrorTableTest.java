package dev.tercet.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Put;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTableTest {
    /** etcd's words, the status that they come with in the newest version, and what they are for us. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Peer URLs already exists | FAILED_PRECONDITION | MEMBER_EXISTS
        authentication failed, invalid user ID or password | INVALID_ARGUMENT | UNAUTHENTICATED
        authentication is not enabled | FAILED_PRECONDITION | AUTH_NOT_ENABLED
        bad leader transferee | FAILED_PRECONDITION | FAILED_PRECONDITION
        can only promote a learner member | FAILED_PRECONDITION | FAILED_PRECONDITION
        can only promote a learner member which is in sync with leader | FAILED_PRECONDITION | FAILED_PRECONDITION
        cluster ID mismatch | FAILED_PRECONDITION | FAILED_PRECONDITION
        cluster has a downgrade job in progress | FAILED_PRECONDITION | FAILED_PRECONDITION
        cluster version not found during downgrade | UNAVAILABLE | FAILED_PRECONDITION
        context deadline exceeded | DEADLINE_EXCEEDED | TIMEOUT
        corrupt cluster | DATA_LOSS | CORRUPT
        duplicate key given in txn request | INVALID_ARGUMENT | DUPLICATE_KEY
        given member URLs are invalid | INVALID_ARGUMENT | INVALID_ARGUMENT
        invalid auth management | INVALID_ARGUMENT | INVALID_ARGUMENT
        invalid auth token | UNAUTHENTICATED | UNAUTHENTICATED
        invalid client api version | INVALID_ARGUMENT | INVALID_ARGUMENT
        invalid downgrade target version | INVALID_ARGUMENT | INVALID_ARGUMENT
        invalid sort option | INVALID_ARGUMENT | INVALID_ARGUMENT
        key is not provided | INVALID_ARGUMENT | INVALID_ARGUMENT
        key not found | INVALID_ARGUMENT | KEY_NOT_FOUND
        leader changed | UNAVAILABLE | UNAVAILABLE
        lease already exists | FAILED_PRECONDITION | LEASE_EXISTS
        lease is provided | INVALID_ARGUMENT | INVALID_ARGUMENT
        member ID already exist | FAILED_PRECONDITION | MEMBER_EXISTS
        member not found | NOT_FOUND | MEMBER_NOT_FOUND
        mvcc: database space exceeded | RESOURCE_EXHAUSTED | NO_SPACE
        mvcc: required revision has been compacted | OUT_OF_RANGE | COMPACTED
        mvcc: required revision is a future revision | OUT_OF_RANGE | FUTURE_REVISION
        no inflight downgrade job | FAILED_PRECONDITION | FAILED_PRECONDITION
        no leader | UNAVAILABLE | NO_LEADER
        not capable | UNAVAILABLE | UNSUPPORTED
        not leader | FAILED_PRECONDITION | NOT_LEADER
        permission denied | FAILED_PRECONDITION | PERMISSION_DENIED
        permission is not granted to the role | FAILED_PRECONDITION | FAILED_PRECONDITION
        permission not given | INVALID_ARGUMENT | INVALID_ARGUMENT
        re-configuration failed due to not enough started members | UNKNOWN | UNHEALTHY_CLUSTER
        request canceled | CANCELLED | CANCELLED
        request is too large | INVALID_ARGUMENT | REQUEST_TOO_LARGE
        request timed out | UNAVAILABLE | TIMEOUT
        request timed out, possibly due to connection lost | UNAVAILABLE | TIMEOUT
        request timed out, possibly due to previous leader failure | UNAVAILABLE | TIMEOUT
        request timed out, waiting for the applied index took too long | UNAVAILABLE | TIMEOUT
        requested lease not found | NOT_FOUND | LEASE_NOT_FOUND
        revision of auth store is old | INVALID_ARGUMENT | UNAUTHENTICATED
        role is not granted to the user | FAILED_PRECONDITION | ROLE_NOT_FOUND
        role name already exists | FAILED_PRECONDITION | ROLE_EXISTS
        role name is empty | INVALID_ARGUMENT | INVALID_ARGUMENT
        role name not found | FAILED_PRECONDITION | ROLE_NOT_FOUND
        root user does not exist | FAILED_PRECONDITION | FAILED_PRECONDITION
        root user does not have root role | FAILED_PRECONDITION | FAILED_PRECONDITION
        rpc not supported for learner | UNAVAILABLE | UNSUPPORTED
        server stopped | UNAVAILABLE | UNAVAILABLE
        too large lease TTL | OUT_OF_RANGE | LEASE_TTL_TOO_LARGE
        too many learner members in cluster | FAILED_PRECONDITION | FAILED_PRECONDITION
        too many operations in txn request | INVALID_ARGUMENT | TOO_MANY_OPERATIONS
        too many requests | UNKNOWN | TOO_MANY_REQUESTS
        unhealthy cluster | UNAVAILABLE | UNHEALTHY_CLUSTER
        user name already exists | FAILED_PRECONDITION | USER_EXISTS
        user name is empty | INVALID_ARGUMENT | UNAUTHENTICATED
        user name not found | FAILED_PRECONDITION | USER_NOT_FOUND
        value is provided | INVALID_ARGUMENT | INVALID_ARGUMENT
        watch canceled | CANCELLED | CANCELLED
        wrong downgrade target version format | INVALID_ARGUMENT | INVALID_ARGUMENT
        """)
    void theWordsDecideWhateverTheStatus(String words, StatusCode status, ErrorCode code) {
        String text = "etcdserver: " + words;
        assertThat(ErrorTable.code(new WireFailure(status, text, Reach.ANSWERED, null)))
                .isEqualTo(code);
        for (StatusCode any : StatusCode.values()) {
            assertThat(ErrorTable.byText(text, any)).as("with status %s", any).isEqualTo(code);
        }
        assertThat(ErrorTable.byText("rpc error: code = Unknown desc = " + text, StatusCode.OK))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        etcdserver: request timed out, leader transfer took too long | UNKNOWN            | TIMEOUT
        etcdserver: request cancelled                                | UNKNOWN            | CANCELLED
        election: no leader                                          | UNKNOWN            | NOT_ELECTED
        election: not leader                                         | UNKNOWN            | NOT_ELECTED
        "leader" field must be provided                              | UNKNOWN            | INVALID_ARGUMENT
        mutex: session is expired                                    | UNKNOWN            | LEASE_NOT_FOUND
        mutex: lock has already been released                        | UNKNOWN            | FAILED_PRECONDITION
        mutex: Locked by another session                             | UNKNOWN            | FAILED_PRECONDITION
        not a primary lessor                                         | UNKNOWN            | UNKNOWN
        something new                                                | UNKNOWN            | UNKNOWN
        something new                                                | NOT_FOUND          | FAILED_PRECONDITION
        something new                                                | ALREADY_EXISTS     | FAILED_PRECONDITION
        something new                                                | INVALID_ARGUMENT   | INVALID_ARGUMENT
        something new                                                | UNAVAILABLE        | UNAVAILABLE
        something new                                                | DEADLINE_EXCEEDED  | TIMEOUT
        something new                                                | PERMISSION_DENIED  | PERMISSION_DENIED
        something new                                                | UNAUTHENTICATED    | UNAUTHENTICATED
        something new                                                | UNIMPLEMENTED      | UNSUPPORTED
        something new                                                | INTERNAL           | UNKNOWN
        etcdserver: no leader                                        | INTERNAL           | NO_LEADER
        something new                                                | DATA_LOSS          | CORRUPT
        context canceled                                             | CANCELLED          | CANCELLED
        grpc: the client connection is closing                       | CANCELLED          | UNAVAILABLE
        transport is closing                                         | UNAVAILABLE        | UNAVAILABLE
        error reading from server: EOF                               | UNAVAILABLE        | UNAVAILABLE
        unknown service etcdserverpb.Auth                            | UNIMPLEMENTED      | UNSUPPORTED
        grpc: received message larger than max (3 vs. 2)             | RESOURCE_EXHAUSTED | REQUEST_TOO_LARGE
        """)
    void otherWordsFallBackOnTheStatus(String words, StatusCode status, ErrorCode code) {
        assertThat(ErrorTable.code(new WireFailure(status, words, Reach.ANSWERED, null)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"leader\" field must be provided",
                "mutex: session is expired",
                "mutex: lock has already been released",
                "mutex: Locked by another session",
                "election: not leader",
            })
    void whatTheLockAndElectionServicesRefuseWasNotDone(String words) {
        assertThat(ErrorTable.leavesDoubt(ErrorTable.byText(words, StatusCode.UNKNOWN)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reach.class,
            names = {"NEVER_LEFT", "REFUSED", "LOST"})
    void withoutAnAnswerItIsTheConnection(Reach reach) {
        assertThat(ErrorTable.code(new WireFailure(StatusCode.UNKNOWN, "etcdserver: no leader", reach, null)))
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(ErrorTable.code(new WireFailure(StatusCode.CANCELLED, "cancelled", reach, null)))
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void aReplyThatCannotBeTakenIsNotTheCallersFault() {
        assertThat(ErrorTable.code(new WireFailure(StatusCode.INTERNAL, "garbage", Reach.LOST, null)))
                .isEqualTo(ErrorCode.PROTOCOL);
        assertThat(ErrorTable.code(new WireFailure(StatusCode.RESOURCE_EXHAUSTED, "too large", Reach.LOST, null)))
                .isEqualTo(ErrorCode.PROTOCOL);
        assertThat(ErrorTable.code(new WireFailure(StatusCode.RESOURCE_EXHAUSTED, "too large", Reach.ANSWERED, null)))
                .isEqualTo(ErrorCode.REQUEST_TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reach.class,
            names = {"NEVER_LEFT", "REFUSED"})
    void whatATransportCannotDoIsUnsupported(Reach reach) {
        Throwable cannot = new UnsupportedOperationException("no such thing");

        assertThat(ErrorTable.code(new WireFailure(StatusCode.UNIMPLEMENTED, "no such thing", reach, cannot)))
                .isEqualTo(ErrorCode.UNSUPPORTED);
        // What a proxy says, or an end without words, is about the connection as before.
        assertThat(ErrorTable.code(new WireFailure(StatusCode.UNIMPLEMENTED, "HTTP 404", reach, null)))
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP 502 from /v3/kv/put: not etcd's JSON but text/html: invalid auth token",
                "HTTP 404 from /v3/kv/put: etcdserver: permission denied",
                "HTTP 503 from /v3/kv/range: etcdserver: no leader",
            })
    void wordsThatAreNotTheServersAreNotSearched(String words) {
        assertThat(ErrorTable.code(new WireFailure(StatusCode.UNAVAILABLE, words, Reach.LOST, null)))
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(ErrorTable.code(new WireFailure(StatusCode.UNAVAILABLE, words, Reach.MISCONFIGURED, null)))
                .isEqualTo(ErrorCode.CONNECTION_REJECTED);
    }

    @Test
    void aFaultInTheSetUpIsNoPassingOne() {
        assertThat(ErrorTable.code(new WireFailure(StatusCode.UNAVAILABLE, "certificate", Reach.MISCONFIGURED, null)))
                .isEqualTo(ErrorCode.CONNECTION_REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etcdserver: invalid auth token",
                "etcdserver: revision of auth store is old",
                "etcdserver: user name is empty",
                "rpc error: code = Unauthenticated desc = etcdserver: invalid auth token",
            })
    void threeTextsAreAboutTheToken(String words) {
        assertThat(ErrorTable.isAboutToken(words)).isTrue();
        assertThat(Errors.isAboutToken(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etcdserver: authentication failed, invalid user ID or password",
                "etcdserver: permission denied",
                "etcdserver: user name not found",
            })
    void othersAreNot(String words) {
        assertThat(ErrorTable.isAboutToken(words)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeHasAnExceptionThatKeepsIt(ErrorCode code) {
        Details details = new Details(code, Outcome.UNKNOWN, "message", "Put", "http://e0:2379", null);
        EtcdException made = Errors.of(details, null);

        assertThat(made.code()).isEqualTo(code);
        assertThat(made.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(made.method()).contains("Put");
        assertThat(made.endpoint()).contains("http://e0:2379");
        assertThat(made).hasMessage("message");
    }

    @Test
    void aMissingLeaseIsNamed() {
        Details details = Details.of(ErrorCode.LEASE_NOT_FOUND, Outcome.NOT_APPLIED, "message");

        assertThat(((LeaseNotFoundException) Errors.of(details, Put.of("k", "v").withLease(7))).lease())
                .isEqualTo(7);
        assertThat(((LeaseNotFoundException) Errors.of(details, new LeaseRpcs.Revoke(8))).lease())
                .isEqualTo(8);
    }

    @Test
    void wordsWithoutAStatusBecomeExceptionsToo() {
        EtcdException made = Errors.fromWords(
                "watch \"k\"", "http://e0:2379", "etcdserver: mvcc: required revision has been compacted");

        assertThat(made.code()).isEqualTo(ErrorCode.COMPACTED);
        assertThat(made)
                .hasMessage("watch \"k\" at http://e0:2379: etcdserver: mvcc: required revision has been compacted");
        assertThat(Errors.fromWords("watch \"k\"", "", "something new")).hasMessage("watch \"k\": something new");
    }
}
