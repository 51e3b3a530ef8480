package dev.tercet.embedded.fault;

import dev.tercet.kv.Bytes;
import dev.tercet.spi.StatusCode;
import java.time.Duration;
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
    private final long after;
    private final long times;
    private final int afterMessages;
    private final Bytes keys;

    private Fault(Effect effect, Set<String> rpcs, long after, long times, int afterMessages, Bytes keys) {
        this.effect = effect;
        this.rpcs = rpcs;
        this.after = after;
        this.times = times;
        this.afterMessages = afterMessages;
        this.keys = keys;
    }

    private static Fault of(Effect effect) {
        return new Fault(effect, Set.of(), 0, Long.MAX_VALUE, -1, Bytes.EMPTY);
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
        return of(new Effect.Slow(checked(by)));
    }

    /**
     * Like {@link #slow}, counted by the machine's clock whoever holds the server's.
     *
     * @throws IllegalArgumentException if negative, or more than a hundred years
     */
    public static Fault slowInRealTime(Duration by) {
        return of(new Effect.SlowInRealTime(checked(by)));
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
            throw new IllegalArgumentException("on no RPC at all; without on(...) a fault strikes all");
        }
        return new Fault(effect, Set.copyOf(List.of(names)), after, times, afterMessages, keys);
    }

    /**
     * Strikes so often, and then no more. Without it, it strikes until it is removed.
     *
     * @param times calls and streams together, whichever come first
     * @throws IllegalArgumentException if less than 1
     */
    public Fault times(long times) {
        if (times < 1) {
            throw new IllegalArgumentException("times is less than 1: " + times);
        }
        return new Fault(effect, rpcs, after, times, afterMessages, keys);
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
        return new Fault(effect, rpcs, calls, times, afterMessages, keys);
    }

    /**
     * Strikes streams only, each once it has said so many messages to its client: a refusal ends it, a lost request breaks it at once, a
     * lost reply instead of the next message, and slowness and silence begin.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public Fault afterMessages(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("afterMessages is less than 1: " + messages);
        }
        return new Fault(effect, rpcs, after, times, messages, keys);
    }

    /**
     * Strikes calls only, and of those the ones that name a key with this prefix: as their key or the first of their range, anywhere in
     * a transaction, or as the name of a lock or of an election.
     *
     * @param keyPrefix in UTF-8
     * @throws IllegalArgumentException if empty
     */
    public Fault onKeys(String keyPrefix) {
        return onKeys(Bytes.of(keyPrefix));
    }

    /**
     * Like {@link #onKeys(String)}.
     *
     * @throws IllegalArgumentException if empty
     */
    public Fault onKeys(Bytes keyPrefix) {
        if (keyPrefix.isEmpty()) {
            throw new IllegalArgumentException("onKeys with an empty prefix; without onKeys() a fault strikes all");
        }
        return new Fault(effect, rpcs, after, times, afterMessages, keyPrefix);
    }

    /** What it does. */
    public Effect effect() {
        return effect;
    }

    /** The RPCs it strikes, as they were named; empty for all. */
    public Set<String> on() {
        return rpcs;
    }

    /** How many it lets pass first. */
    public long after() {
        return after;
    }

    /** How often it strikes at most. */
    public long times() {
        return times;
    }

    /** After how many messages it strikes a stream, if not when it is opened. */
    public OptionalInt afterMessages() {
        return afterMessages < 0 ? OptionalInt.empty() : OptionalInt.of(afterMessages);
    }

    /** The prefix of the keys of the calls it strikes, if these only. */
    public Optional<Bytes> onKeys() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
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
                && after == fault.after
                && times == fault.times
                && afterMessages == fault.afterMessages
                && keys.equals(fault.keys);
    }

    @Override
    public int hashCode() {
        return Objects.hash(effect, rpcs, after, times, afterMessages, keys);
    }

    @Override
    public String toString() {
        return effect
                + (rpcs.isEmpty() ? " on all" : " on " + rpcs)
                + (afterMessages < 0 ? "" : " after " + afterMessages + " messages")
                + (keys.isEmpty() ? "" : " on keys from \"" + keys.utf8() + "\"")
                + (after == 0 ? "" : ", after " + after)
                + (times == Long.MAX_VALUE ? "" : ", " + times + " times");
    }
}
