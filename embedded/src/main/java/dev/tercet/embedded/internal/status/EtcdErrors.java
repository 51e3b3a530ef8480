package dev.tercet.embedded.internal.status;

import dev.tercet.spi.StatusCode;

/** Those that have no parameters, with the codes of etcd 3.6 and later. */
// They have no stack trace, so that nothing of the moment in which they were made can be taken for that of a refusal.
@SuppressWarnings("StaticAssignmentOfThrowable")
public final class EtcdErrors {
    public static final EtcdError AUTHENTICATION_FAILED =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: authentication failed, invalid user ID or password");
    public static final EtcdError AUTHENTICATION_IS_NOT_ENABLED =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: authentication is not enabled");
    public static final EtcdError BAD_LEADER_TRANSFEREE =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: bad leader transferee");
    public static final EtcdError CLUSTER_HAS_A_DOWNGRADE_JOB_IN_PROGRESS =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: cluster has a downgrade job in progress");
    public static final EtcdError COMPACTED =
            error(StatusCode.OUT_OF_RANGE, "etcdserver: mvcc: required revision has been compacted");
    public static final EtcdError CONTEXT_DEADLINE_EXCEEDED =
            error(StatusCode.DEADLINE_EXCEEDED, "context deadline exceeded");
    public static final EtcdError CORRUPT_CLUSTER = error(StatusCode.DATA_LOSS, "etcdserver: corrupt cluster");
    public static final EtcdError DUPLICATE_KEY =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: duplicate key given in txn request");
    public static final EtcdError FUTURE_REVISION =
            error(StatusCode.OUT_OF_RANGE, "etcdserver: mvcc: required revision is a future revision");
    public static final EtcdError INVALID_AUTH_MANAGEMENT =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: invalid auth management");
    public static final EtcdError INVALID_AUTH_TOKEN =
            error(StatusCode.UNAUTHENTICATED, "etcdserver: invalid auth token");
    public static final EtcdError INVALID_CLIENT_API_VERSION =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: invalid client api version");
    public static final EtcdError INVALID_DOWNGRADE_TARGET_VERSION =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: invalid downgrade target version");
    public static final EtcdError INVALID_SORT_OPTION =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: invalid sort option");
    public static final EtcdError KEY_IS_NOT_PROVIDED =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: key is not provided");
    public static final EtcdError KEY_NOT_FOUND = error(StatusCode.INVALID_ARGUMENT, "etcdserver: key not found");
    public static final EtcdError LEARNER_NOT_READY = error(
            StatusCode.FAILED_PRECONDITION,
            "etcdserver: can only promote a learner member which is in sync with leader");
    public static final EtcdError LEASE_ALREADY_EXISTS =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: lease already exists");
    public static final EtcdError LEASE_IS_PROVIDED =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: lease is provided");
    public static final EtcdError LEASE_NOT_FOUND =
            error(StatusCode.NOT_FOUND, "etcdserver: requested lease not found");
    public static final EtcdError MEMBER_NOT_FOUND = error(StatusCode.NOT_FOUND, "etcdserver: member not found");
    public static final EtcdError MEMBER_URLS_INVALID =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: given member URLs are invalid");
    public static final EtcdError NOT_A_LEARNER =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: can only promote a learner member");
    public static final EtcdError NOT_ENOUGH_STARTED_MEMBERS =
            error(StatusCode.UNKNOWN, "etcdserver: re-configuration failed due to not enough started members");
    public static final EtcdError NOT_LEADER = error(StatusCode.FAILED_PRECONDITION, "etcdserver: not leader");
    public static final EtcdError NO_LEADER = error(StatusCode.UNAVAILABLE, "etcdserver: no leader");
    public static final EtcdError NO_SPACE =
            error(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded");
    public static final EtcdError PASSWORD_FOR_NO_PASSWORD_USER =
            error(StatusCode.UNKNOWN, "auth: authentication failed, password was given for no password user");
    public static final EtcdError PASSWORD_IS_TOO_LONG =
            error(StatusCode.UNKNOWN, "bcrypt: password length exceeds 72 bytes");
    public static final EtcdError PEER_URLS_ALREADY_EXIST =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: Peer URLs already exists");
    public static final EtcdError PERMISSION_DENIED =
            error(StatusCode.PERMISSION_DENIED, "etcdserver: permission denied");
    public static final EtcdError PERMISSION_IS_NOT_GRANTED_TO_THE_ROLE =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: permission is not granted to the role");
    public static final EtcdError PERMISSION_NOT_GIVEN =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: permission not given");
    public static final EtcdError REQUEST_IS_TOO_LARGE =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: request is too large");
    public static final EtcdError REQUEST_TIMED_OUT = error(StatusCode.UNAVAILABLE, "etcdserver: request timed out");
    public static final EtcdError REVISION_OF_AUTH_STORE_IS_OLD =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: revision of auth store is old");
    public static final EtcdError ROLE_IS_NOT_GRANTED_TO_THE_USER =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: role is not granted to the user");
    public static final EtcdError ROLE_NAME_ALREADY_EXISTS =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: role name already exists");
    public static final EtcdError ROLE_NAME_IS_EMPTY =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: role name is empty");
    public static final EtcdError ROLE_NAME_NOT_FOUND =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: role name not found");
    public static final EtcdError ROOT_USER_DOES_NOT_EXIST =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: root user does not exist");
    public static final EtcdError ROOT_USER_DOES_NOT_HAVE_ROOT_ROLE =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: root user does not have root role");
    public static final EtcdError SERVER_STOPPED = error(StatusCode.UNAVAILABLE, "etcdserver: server stopped");
    public static final EtcdError TOO_LARGE_LEASE_TTL =
            error(StatusCode.OUT_OF_RANGE, "etcdserver: too large lease TTL");
    public static final EtcdError TOO_MANY_LEARNER_MEMBERS_IN_CLUSTER =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: too many learner members in cluster");
    public static final EtcdError TOO_MANY_OPERATIONS =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: too many operations in txn request");
    public static final EtcdError UNHEALTHY_CLUSTER = error(StatusCode.UNAVAILABLE, "etcdserver: unhealthy cluster");
    public static final EtcdError UNKNOWN_METHOD = error(StatusCode.UNKNOWN, "etcdserver: unknown method");
    public static final EtcdError USER_NAME_ALREADY_EXISTS =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: user name already exists");
    public static final EtcdError USER_NAME_IS_EMPTY =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: user name is empty");
    public static final EtcdError USER_NAME_NOT_FOUND =
            error(StatusCode.FAILED_PRECONDITION, "etcdserver: user name not found");
    public static final EtcdError VALUE_IS_PROVIDED =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: value is provided");
    public static final EtcdError WRONG_DOWNGRADE_TARGET_VERSION_FORMAT =
            error(StatusCode.INVALID_ARGUMENT, "etcdserver: wrong downgrade target version format");

    public static final EtcdError NO_ELECTED_LEADER = error(StatusCode.UNKNOWN, "election: no leader");
    public static final EtcdError NOT_ELECTED_LEADER = error(StatusCode.UNKNOWN, "election: not leader");
    public static final EtcdError LEADER_FIELD_MISSING = error(StatusCode.UNKNOWN, "\"leader\" field must be provided");
    public static final EtcdError SESSION_IS_EXPIRED = error(StatusCode.UNKNOWN, "mutex: session is expired");

    private EtcdErrors() {}

    /** The server is not what it should be, since this struck in the middle of a step. */
    public static EtcdError broken(Error cause) {
        return error(StatusCode.INTERNAL, "the embedded etcd is broken: a step of it was cut short by " + cause);
    }

    private static EtcdError error(StatusCode code, String text) {
        return new EtcdError(code, text);
    }
}
