package dev.tercet;

import dev.tercet.connection.CallOptions;
import dev.tercet.election.Leader;
import dev.tercet.election.LeaderKey;
import dev.tercet.election.Observation;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The server's own election service: elections that other clients of that service, in any language, take part in.
 *
 * <p>The server keeps no lease alive: keep it alive yourself, as with {@link Leases#keep}, and take its loss for the loss of the
 * leadership.
 *
 * @see <a href="https://etcd.io/docs/v3.6/dev-guide/api_concurrency_reference_v3/">etcd: concurrency API</a>
 * @since 0.1
 */
public interface Elections {
    /** The same, with this deadline and these retries. The deadline bounds the wait for leadership, too. */
    Elections with(CallOptions options);

    /**
     * Waits until elected, as long as the deadline allows. Campaigning again with the same lease proclaims the new value.
     *
     * <p>A campaign that fails, times out, is cancelled or interrupted leaves no candidate behind: the server is told to stop
     * waiting, and when it is not certain that it did, the candidate's key is deleted in the background, unless this client leads
     * with that very key already or campaigns with it elsewhere.
     *
     * @param name the election
     * @param lease a live lease to hang the leadership on; with 0 the server grants one of 60 seconds that nobody renews, and the
     *     promise above does not hold for as long
     * @param value what the leader proclaims
     * @return the proof of leadership; fails with {@code EtcdTimeoutException} when the deadline is over first, and with {@code
     *     LeaseNotFoundException} if there is no such lease
     * @throws IllegalArgumentException if {@code name} is empty
     */
    LeaderKey campaign(Bytes name, long lease, Bytes value);

    /** {@link #campaign(Bytes, long, Bytes)} with texts in the client's charset. */
    LeaderKey campaign(String name, long lease, String value);

    /**
     * Proclaims a new value.
     *
     * @return the answer's header; fails with {@code RejectedEtcdException} and code {@code NOT_ELECTED} if the leadership is lost
     */
    Header proclaim(LeaderKey leader, Bytes value);

    /** {@link #proclaim(LeaderKey, Bytes)} with a text in the client's charset. */
    Header proclaim(LeaderKey leader, String value);

    /** Gives the leadership up. One that is lost already is no error; so after an outcome of UNKNOWN, resign again. */
    Header resign(LeaderKey leader);

    /**
     * Who leads, linearizably: as it was at some moment during the call.
     *
     * @param name the election
     * @return with what the leader proclaims; empty if nobody leads
     * @throws IllegalArgumentException if {@code name} is empty
     */
    Optional<Leader> leader(Bytes name);

    /** {@link #leader(Bytes)} with a name in the client's charset. */
    Optional<Leader> leader(String name);

    /**
     * Watches an election; read it with a loop.
     *
     * @param name the election
     * @return at once; the deadline does not apply to it
     * @throws IllegalArgumentException if {@code name} is empty
     */
    Observation observe(Bytes name);

    /** {@link #observe(Bytes)} with a name in the client's charset. */
    Observation observe(String name);

    /**
     * Watches an election with a listener.
     *
     * @param name the election
     * @param listener told every leader in order, on the callback executor; it may block and may use the client. If it throws, the
     *     observation ends with that
     * @return at once; the deadline does not apply to it
     * @throws IllegalArgumentException if {@code name} is empty
     */
    Observation observe(Bytes name, Consumer<? super Leader> listener);

    /** {@link #observe(Bytes, Consumer)} with a name in the client's charset. */
    Observation observe(String name, Consumer<? super Leader> listener);
}
