package dev.tercet.error;

/**
 * What went wrong, for programs. The enum may grow: keep a default branch.
 *
 * @since 0.1
 */
public enum ErrorCode {
    // The same call may work later.
    /** No connection, or the connection broke, or the member is stopping. */
    UNAVAILABLE,
    /** The member has no leader. */
    NO_LEADER,
    /** No answer within the deadline, ours or the server's own. */
    TIMEOUT,
    /** The server has too much to do. */
    TOO_MANY_REQUESTS,
    /** Not enough members are there, or connected, for a change of members. */
    UNHEALTHY_CLUSTER,

    // It will not work however often it is sent.
    /** The revision asked for is compacted. */
    COMPACTED,
    /** The revision asked for is yet to come. */
    FUTURE_REVISION,
    /** There is no such lease. */
    LEASE_NOT_FOUND,
    /** A lease with that id exists. */
    LEASE_EXISTS,
    /** A lease cannot live that long. */
    LEASE_TTL_TOO_LARGE,
    /** A put was to keep the value or the lease of a key that does not exist. */
    KEY_NOT_FOUND,
    /** One transaction would put a key twice. */
    DUPLICATE_KEY,
    /** A transaction has more operations than the server takes. */
    TOO_MANY_OPERATIONS,
    /** The request is larger than the server takes. */
    REQUEST_TOO_LARGE,
    /** The server's database is full. */
    NO_SPACE,
    /** The server's database is damaged. */
    CORRUPT,
    /** The compares of a transaction did not hold. */
    COMPARE_FAILED,
    /** Wrong user, password or token, or none. */
    UNAUTHENTICATED,
    /** The user may not do this. */
    PERMISSION_DENIED,
    /** Authentication is off. */
    AUTH_NOT_ENABLED,
    /** There is no such user. */
    USER_NOT_FOUND,
    /** There is such a user. */
    USER_EXISTS,
    /** There is no such role, or it is not granted. */
    ROLE_NOT_FOUND,
    /** There is such a role. */
    ROLE_EXISTS,
    /** There is no such member. */
    MEMBER_NOT_FOUND,
    /** There is such a member, or it has that URL. */
    MEMBER_EXISTS,
    /** This member is not the leader. */
    NOT_LEADER,
    /** The election has no leader, or it is somebody else. */
    NOT_ELECTED,
    /** The lease of a session is lost, and what hung on it. */
    SESSION_LOST,
    /** A key of ours that held a lock or a place in a queue was deleted by somebody else. */
    KEY_REMOVED,
    /** The server does not offer this: it is too old, or a learner. */
    UNSUPPORTED,
    /** The server found a fault with the request that no other code names. */
    INVALID_ARGUMENT,
    /** The cluster is not in the state that the call needs. */
    FAILED_PRECONDITION,
    /** The connection cannot be made as configured: certificates, scheme, or not an etcd. */
    CONNECTION_REJECTED,
    /** The server cancelled it. */
    CANCELLED,
    /** An error that etcd gives no code of its own. */
    UNKNOWN,

    // Our side.
    /** The client is closed. */
    CLIENT_CLOSED,
    /** The waiting thread was interrupted. */
    INTERRUPTED,
    /** The answer makes no sense. */
    PROTOCOL,
    /** There is more of it than the caller said there may be. */
    LIMIT_REACHED,
    /** The caller's own code failed: a listener, or the file that a snapshot goes to. */
    CALLER
}
