package dev.tercet.embedded.internal.vitals;

/** A number that etcd shows, by its name there. */
public enum Metric {
    LEADER_CHANGES("etcd_server_leader_changes_seen_total", "The number of leader changes seen."),
    QUOTA("etcd_server_quota_backend_bytes", "Current backend storage quota size in bytes.", Kind.GAUGE),
    PUTS("etcd_mvcc_put_total", "Total number of puts seen by this member."),
    RANGES("etcd_mvcc_range_total", "Total number of ranges seen by this member."),
    DELETES("etcd_mvcc_delete_total", "Total number of deletes seen by this member."),
    TXNS("etcd_mvcc_txn_total", "Total number of txns seen by this member."),
    DB_SIZE(
            "etcd_mvcc_db_total_size_in_bytes",
            "Total size of the underlying database physically allocated in bytes.",
            Kind.GAUGE),
    DB_SIZE_IN_USE(
            "etcd_mvcc_db_total_size_in_use_in_bytes",
            "Total size of the underlying database logically in use in bytes.",
            Kind.GAUGE),
    KEYS("etcd_debugging_mvcc_keys_total", "Total number of keys.", Kind.GAUGE),
    REVISION("etcd_debugging_mvcc_current_revision", "The current revision of store.", Kind.GAUGE),
    COMPACT_REVISION(
            "etcd_debugging_mvcc_compact_revision", "The revision of the last compaction in store.", Kind.GAUGE),
    WATCH_STREAMS("etcd_debugging_mvcc_watch_stream_total", "Total number of watch streams.", Kind.GAUGE),
    WATCHERS("etcd_debugging_mvcc_watcher_total", "Total number of watchers.", Kind.GAUGE),
    LEASES_GRANTED("etcd_debugging_lease_granted_total", "The total number of granted leases."),
    LEASES_RENEWED("etcd_debugging_lease_renewed_total", "The number of renewed leases seen by the leader."),
    LEASES_REVOKED("etcd_debugging_lease_revoked_total", "The total number of revoked leases.");

    private final String title;
    private final String help;
    private final Kind kind;

    Metric(String title, String help) {
        this(title, help, Kind.COUNTER);
    }

    Metric(String title, String help, Kind kind) {
        this.title = title;
        this.help = help;
        this.kind = kind;
    }

    /** Its name. */
    public String title() {
        return title;
    }

    /** What it means, in etcd's words. */
    public String help() {
        return help;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it only grows. */
    public enum Kind {
        COUNTER,
        GAUGE
    }
}
