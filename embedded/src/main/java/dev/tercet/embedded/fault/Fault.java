package dev.tercet.embedded.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tercet.spi.StatusCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong: what, for which calls, and how often. A value; a server does it while it is among its {@link Faults}.
 *
 * <pre>{@code
 * etcd.faults().add(Fault.unavailable().on("Put").times(2));
 * etcd.faults().add(Fault.replyLost().on("Txn").after(3).times(1));
 * etcd.faults().add(Fault.requestLost().on("Watch").afterMessages(2));
 * }</pre>
 *
 * <p>Unless it is told otherwise it strikes every call and every stream. A stream is struck when it is opened, or {@link
 * #afterMessages later}.
 *
 * <p>What a client of Tercet sees of it is what it sees of any server: reads are tried again, and a call fails once its time is up.
 *
 * @since 0.1
 */
public final class Fault {
    private static final Duration SLOWEST = Duration.ofDays(100 * 365);

    private final Effect effect;
    private final Set<String> rpcs;
    private final long skipped;
    private final long times;
    private final int messages;
    private final byte[] prefix;

    private Fault(Effect effect, Set<String> rpcs, long skipped, long times, int messages, byte[] prefix) {
        this.effect = effect;
        this.rpcs = rpcs;
        this.skipped = skipped;
        this.times = times;
        this.messages = messages;
        this.prefix = prefix;
    }

    private static Fault of(Effect effect) {
        return new Fault(effect, Set.of(), 0, Long.MAX_VALUE, -1, new byte[0]);
    }

    /** Refused with UNAVAILABLE, as by a server that stops: {@code etcdserver: server stopped}. Nothing is done. */
    public static Fault unavailable() {
        return error(StatusCode.UNAVAILABLE, "etcdserver: server stopped");
    }

    /** Refused, as by a member that lost its leader: UNAVAILABLE, {@code etcdserver: no leader}. Nothing is done. */
    public static Fault noLeader() {
        return error(StatusCode.UNAVAILABLE, "etcdserver: no leader");
    }

    /**
     * Refused with this error. Nothing is done.
     *
     * @param text as clients match it, such as {@code etcdserver: too many requests}
     * @throws IllegalArgumentException if the code is OK
     */
    public static Fault error(StatusCode code, String text) {
        if (code == StatusCode.OK) {
            throw new IllegalArgumentException("OK is not an error: " + text);
        }
        return of(new Effect.Refused(Objects.requireNonNull(code, "code"), Objects.requireNonNull(text, "text")));
    }

    /**
     * The caller's token expires: it is dropped, and the call refused with UNAUTHENTICATED, {@code etcdserver: invalid auth token}.
     * Nothing is done. A stream is not refused itself while authentication is on: what etcd refuses on it then, is refused.
     */
    public static Fault tokenExpired() {
        return of(new Effect.TokenExpired());
    }

    /** The connection breaks on the way there. Nothing is done; the caller cannot know. */
    public static Fault requestLost() {
        return of(new Effect.RequestLost());
    }

    /** The connection breaks on the way back. It is done; the caller cannot know. Of a stream, the message on its way is lost. */
    public static Fault replyLost() {
        return of(new Effect.ReplyLost());
    }

    /**
     * The answer comes later, and so does each message of a stream. It is done at once.
     *
     * @param by counted by the server's clock: if the test holds it, the answer waits for the test to move it
     * @throws IllegalArgumentException if negative, or more than a hundred years
     */
    public static Fault slow(Duration by) {
        return of(new Effect.Slow(checked(by), false));
    }

    /**
     * Like {@link #slow}, counted by the machine's clock whoever holds the server's.
     *
     * @throws IllegalArgumentException if negative, or more than a hundred years
     */
    public static Fault slowInRealTime(Duration by) {
        return of(new Effect.Slow(checked(by), true));
    }

    /** The answer does not come, nor any message of a stream, until the fault is removed. It is done at once. */
    public static Fault silent() {
        return of(new Effect.Silent());
    }

    /**
     * Strikes these only.
     *
     * @param names of RPCs: {@code "Put"}, {@code "KV/Put"} or {@code "etcdserverpb.KV/Put"}; whether there are such is found out by
     *     {@link Faults#add}
     * @throws IllegalArgumentException if there is none
     */
    public Fault on(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("on() without the name of an RPC; without on() a fault strikes all");
        }
        return new Fault(effect, Set.copyOf(List.of(names)), skipped, times, messages, prefix);
    }

    /**
     * Strikes so often, and then no more. Without it, it strikes until it is removed.
     *
     * @param count of calls and streams together, whichever come first
     * @throws IllegalArgumentException if less than 1
     */
    public Fault times(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("times is less than 1: " + count);
        }
        return new Fault(effect, rpcs, skipped, count, messages, prefix);
    }

    /**
     * Lets the first ones pass.
     *
     * @param calls how many of the calls and streams that it would have struck
     * @throws IllegalArgumentException if negative
     */
    public Fault after(long calls) {
        if (calls < 0) {
            throw new IllegalArgumentException("after is negative: " + calls);
        }
        return new Fault(effect, rpcs, calls, times, messages, prefix);
    }

    /**
     * Strikes streams only, each once it has said so many messages to its client: a refusal ends it, a lost request breaks it at once, a
     * lost reply instead of the next message, and slowness and silence begin.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public Fault afterMessages(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("afterMessages is less than 1: " + count);
        }
        return new Fault(effect, rpcs, skipped, times, count, prefix);
    }

    /**
     * Strikes calls only, and of those the ones that name a key with this prefix: as their key or the first of their range, anywhere in
     * a transaction, or as the name of a lock or of an election.
     *
     * @param keyPrefix in UTF-8
     * @throws IllegalArgumentException if empty
     */
    public Fault onKeys(String keyPrefix) {
        return onKeys(keyPrefix.getBytes(UTF_8));
    }

    /**
     * Like {@link #onKeys(String)}.
     *
     * @throws IllegalArgumentException if empty
     */
    public Fault onKeys(byte[] keyPrefix) {
        if (keyPrefix.length == 0) {
            throw new IllegalArgumentException("onKeys with an empty prefix; without onKeys() a fault strikes all");
        }
        return new Fault(effect, rpcs, skipped, times, messages, keyPrefix.clone());
    }

    /** What it does. */
    public Effect effect() {
        return effect;
    }

    /** The RPCs it strikes, as they were named; empty for all. */
    public Set<String> rpcs() {
        return rpcs;
    }

    /** How many it lets pass first. */
    public long skipped() {
        return skipped;
    }

    /** How often it strikes at most. */
    public long times() {
        return times;
    }

    /** After how many messages it strikes a stream, if not when it is opened. */
    public OptionalInt messages() {
        return messages < 0 ? OptionalInt.empty() : OptionalInt.of(messages);
    }

    /** The prefix of the keys of the calls it strikes, if these only. */
    public Optional<byte[]> keyPrefix() {
        return prefix.length == 0 ? Optional.empty() : Optional.of(prefix.clone());
    }

    private static Duration checked(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("slow by a negative time: " + by);
        }
        // Time is counted in nanoseconds, and those of a hundred years fit.
        if (by.compareTo(SLOWEST) > 0) {
            throw new IllegalArgumentException("slow by more than a hundred years: " + by);
        }
        return by;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fault fault
                && effect.equals(fault.effect)
                && rpcs.equals(fault.rpcs)
                && skipped == fault.skipped
                && times == fault.times
                && messages == fault.messages
                && Arrays.equals(prefix, fault.prefix);
    }

    @Override
    public int hashCode() {
        return Objects.hash(effect, rpcs, skipped, times, messages, Arrays.hashCode(prefix));
    }

    @Override
    public String toString() {
        return effect
                + (rpcs.isEmpty() ? " on all" : " on " + rpcs)
                + (messages < 0 ? "" : " after " + messages + " messages")
                + (prefix.length == 0 ? "" : " on keys from \"" + new String(prefix, UTF_8) + "\"")
                + (skipped == 0 ? "" : ", after " + skipped)
                + (times == Long.MAX_VALUE ? "" : ", " + times + " times");
    }
}
