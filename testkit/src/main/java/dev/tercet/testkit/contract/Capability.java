package dev.tercet.testkit.contract;

/**
 * What not every backend or transport can do. Tests that need one of these are skipped without it, with the reason that the
 * {@link ContractTarget} gives.
 *
 * @since 0.1
 */
public enum Capability {
    /** Watches answer a request for progress, and not ahead of events: etcd 3.4.25, 3.5.8. */
    PROGRESS_ON_REQUEST,
    /** The server sends progress by itself, at an interval that a test can set. */
    PROGRESS_INTERVAL,
    /** A watch from a future revision sees nothing older: etcd 3.4.38, 3.5.22, 3.6.2. */
    FUTURE_WATCH,
    /** Servers with users can be started. */
    AUTH,
    /** Whether authentication is on can be asked for: etcd 3.5. */
    AUTH_STATUS,
    /** Servers with signed tokens can be started. */
    JWT,
    /** Servers with TLS can be started. */
    TLS,
    /** Members can be added and removed. */
    MEMBER_CHANGES,
    /** Clusters of several members can be started, and members killed and paused. */
    MEMBER_FAULTS,
    /** Between client and server there is a connection that can be cut. */
    CONNECTION_FAULTS,
    /** The server's database can be filled up. */
    QUOTA,
    /** The whole database can be downloaded. */
    SNAPSHOT,
    /** The server can be asked what a downgrade would say: etcd 3.5. */
    DOWNGRADE,
    /** A downgrade can be begun and given up: etcd 3.6. */
    DOWNGRADE_STEPS,
    /** etcd's own command-line client can be set on the servers. */
    ETCDCTL,
    /** Servers tell how many watches and streams they have. */
    METRICS,
    /** There are members that learn before they have a vote: etcd 3.4. */
    LEARNERS,
    /** Users need no password: etcd 3.4. */
    USERS_WITHOUT_PASSWORD,
    /** The status tells what is in use, how far it has applied, and what is wrong: etcd 3.4. */
    FULL_STATUS,
    /** The keys' hash can be asked for; over the gateway from etcd 3.5.10, before that its path is another hash's. */
    HASH_KV,
    /** A reply may have more than 4 MiB; over the gateway from etcd 3.4, before that it takes no more from etcd itself. */
    LARGE_REPLIES,
    /** A client certificate's name is a user's; over the gateway etcd refuses to go by it. */
    CERTIFICATE_USERS,
    /** A scripted gRPC server can play the other side, through a gateway if need be. */
    SCRIPTS,
    /** Calls and streams share a connection, which can say that it will end; and all renewals share one stream. */
    HTTP2,
    /** Watches share a stream, on which they come and go, and ask for progress. */
    SHARED_WATCHES,
    /** A watch tells the server itself whether it wants a leader; where it cannot, the client looks for one. */
    LEADER_OF_WATCH
}
