package dev.tercet.recipes.election;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An election that a session takes part in.
 *
 * <p>Candidates lead in the order in which they came, each until it resigns or its session ends. Campaigning again on the same session
 * while it leads succeeds at once and proclaims the new value; each {@link Leadership} that was had has to be resigned.
 *
 * <p><b>Guarantee.</b> At any revision one candidate leads at most. A leader that is paused for longer than its session's time to live
 * may believe in its leadership still when another leads already: what must not be done by two is guarded by {@link
 * Leadership#isLeader()} in a transaction, or by {@link Leadership#revision()} as a fencing token. <b>Cost.</b> One round trip if nobody
 * leads; otherwise a watch of the candidate in front and one round trip when it goes. When the session is <b>lost</b> the leadership is
 * lost, and a campaign fails with {@code SessionLostException}. <b>Keys.</b> {@code <name>/<lease in hexadecimal>} with the value that
 * is proclaimed, on the session's lease.
 *
 * @since 0.1
 */
public interface Election extends ElectionView {
    /** {@link #campaignAsync(Bytes)} with a text in UTF-8, waiting until elected. */
    default Leadership campaign(String value) {
        return campaign(Bytes.of(value));
    }

    /** {@link #campaignAsync(Bytes)}, waiting until elected. */
    default Leadership campaign(Bytes value) {
        return Await.on("campaign", campaignAsync(value));
    }

    /** {@link #campaignAsync(Bytes, Duration)} with a text in UTF-8, waiting until elected. */
    default Leadership campaign(String value, Duration atMost) {
        return campaign(Bytes.of(value), atMost);
    }

    /** {@link #campaignAsync(Bytes, Duration)}, waiting until elected. */
    default Leadership campaign(Bytes value, Duration atMost) {
        return Await.on("campaign", campaignAsync(value, atMost));
    }

    /** {@link #tryCampaignAsync(Bytes)} with a text in UTF-8, waiting for the answer. */
    default Optional<Leadership> tryCampaign(String value) {
        return tryCampaign(Bytes.of(value));
    }

    /** {@link #tryCampaignAsync(Bytes)}, waiting for the answer. */
    default Optional<Leadership> tryCampaign(Bytes value) {
        return Await.on("try to campaign", tryCampaignAsync(value));
    }

    /**
     * Leads as soon as it is this session's turn. One that fails, or is cancelled or interrupted, leaves no candidate behind.
     *
     * @param value what to proclaim
     * @return fails with {@code SessionLostException} or {@code ClientClosedException} when the session ends, and with {@code
     *     PlaceRemovedException} when somebody deletes the candidate's key, or revokes its lease and that is seen first; while no server can be reached it goes on
     */
    CompletableFuture<Leadership> campaignAsync(Bytes value);

    /**
     * Leads if that comes about within a time.
     *
     * @param atMost more than zero, for the wait and all that belongs to it
     * @return fails as {@link #campaignAsync(Bytes)} does, and with {@code EtcdTimeoutException} when the time is over; then nothing is
     *     left behind
     * @throws IllegalArgumentException if {@code atMost} is zero or negative
     */
    CompletableFuture<Leadership> campaignAsync(Bytes value, Duration atMost);

    /**
     * Leads if nobody else does.
     *
     * @return empty, at once, if somebody does; then nothing was put. Fails as {@link #campaignAsync(Bytes)} does, and when no server
     *     could be asked
     */
    CompletableFuture<Optional<Leadership>> tryCampaignAsync(Bytes value);
}
