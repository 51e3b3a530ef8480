package dev.tercet.conformance.faults.history;

import dev.tercet.conformance.faults.history.LeaseRecord.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lease under way. Its few events are taken down under a lock of its own, which nothing else happens under. */
public final class LeaseLog {
    private final Recorder recorder;
    private final String client;
    private final long asked;
    private final boolean kept;
    private final List<Sighting> sightings = new ArrayList<>();
    private long lease;
    private long ttl;
    private @Nullable End refusal;
    private String reason = "";
    private long granted = Operation.NEVER;
    private long lost = Operation.NEVER;
    private long leftAlone = Operation.NEVER;
    private long revoking = Operation.NEVER;
    private long revoked = Operation.NEVER;

    LeaseLog(Recorder recorder, String client, Duration ttl, boolean kept) {
        this.recorder = recorder;
        this.client = client;
        this.kept = kept;
        this.ttl = ttl.toNanos();
        this.asked = recorder.now();
    }

    /** The grant was answered. */
    public synchronized void granted(long id, Duration grantedTtl) {
        lease = id;
        ttl = grantedTtl.toNanos();
        granted = recorder.now();
    }

    /** There is no such lease, as far as its client was told. */
    public synchronized void refused(Throwable failure) {
        refusal = End.failed(failure);
    }

    /** The loss was signalled. */
    public synchronized void lost(String why) {
        if (lost == Operation.NEVER) {
            lost = recorder.now();
            reason = why;
        }
    }

    /** Its client renews it no more, and does not revoke it: say so after the last renewal can have been sent. */
    public synchronized void leftAlone() {
        leftAlone = Math.min(leftAlone, recorder.now());
    }

    /** It is about to be revoked: say so before. */
    public synchronized void revoking() {
        revoking = Math.min(revoking, recorder.now());
    }

    /** The revocation was answered with success. */
    public synchronized void revoked() {
        revoked = Math.min(revoked, recorder.now());
    }

    /**
     * The server was asked for it and answered just now.
     *
     * @param askedAt when the question was put, as {@link Recorder#now()} had it
     */
    public synchronized void sighted(long askedAt, boolean alive) {
        sightings.add(new Sighting(askedAt, recorder.now(), alive));
    }

    synchronized LeaseRecord record() {
        return new LeaseRecord(
                lease, client, ttl, asked, granted, refusal, kept, lost, reason, leftAlone, revoking, revoked,
                sightings);
    }
}
