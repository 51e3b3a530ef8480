package dev.tercet.v2;

import dev.tercet.v2.cluster.ApiAnswer;
import dev.tercet.v2.cluster.ApiRequest;
import dev.tercet.v2.cluster.V2Member;
import dev.tercet.v2.cluster.V2Stats;
import dev.tercet.v2.cluster.V2Version;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2NotFileException;
import dev.tercet.v2.error.V2WatchTimedOutException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.lock.AsyncEtcdV2Election;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.AsyncLegacyLock;
import dev.tercet.v2.lock.V2LockOptions;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * {@link EtcdV2Client} in futures. Their dependents run on the client's callback threads; cancelling one cancels the call.
 *
 * @since 0.1
 */
public interface AsyncEtcdV2Client {
    /**
     * Reads a key, or a directory with what is directly below it.
     *
     * @return fails with {@link V2KeyNotFoundException} if it does not exist
     */
    CompletableFuture<EtcdResult> get(String key);

    /**
     * Reads as the request says.
     *
     * @return fails with {@link V2KeyNotFoundException} if it does not exist
     */
    CompletableFuture<EtcdResult> read(V2Read read);

    /** Whether a key or directory exists. */
    CompletableFuture<Boolean> contains(String key);

    /**
     * Writes a value, whatever was there before.
     *
     * @return fails with {@link V2NotFileException} if it is a directory
     */
    CompletableFuture<EtcdResult> set(String key, String value);

    /** Like {@link #set(String, String)}, to live for so long: whole seconds, rounded up. */
    CompletableFuture<EtcdResult> set(String key, String value, Duration ttl);

    /** Writes as the request says. */
    CompletableFuture<EtcdResult> write(V2Write write);

    /**
     * Writes a value, if another is there.
     *
     * @return fails with {@link V2CompareFailedException} if what is there is not {@code prevValue}; fails with {@link V2KeyNotFoundException} if nothing is there
     */
    CompletableFuture<EtcdResult> testAndSet(String key, String value, String prevValue);

    /**
     * Writes a result back that was read and then changed by its withers: value or directory, and time to live. It must exist still;
     * unless it is a directory, it must not have been changed meanwhile.
     *
     * <p>What has a time to live is written back with what was left of that when it was read, and so lives a little longer; {@link
     * EtcdResult#withTtl} gives it another.
     *
     * @return fails with {@link V2CompareFailedException} if it was; fails with {@link IllegalArgumentException} if its index is missing, as in an answer without a node
     */
    CompletableFuture<EtcdResult> update(EtcdResult result);

    /**
     * Gives what is there another time to live, and wakes no watch. Its value stays.
     *
     * @return fails with {@link V2KeyNotFoundException} if nothing is there
     */
    CompletableFuture<EtcdResult> refresh(String key, Duration ttl);

    /**
     * Writes a value under a name that comes after those of all before it, in a directory that is made if it is missing.
     *
     * @return what was made, with its name
     */
    CompletableFuture<EtcdResult> append(String directory, String value);

    /** Makes a directory. */
    CompletableFuture<EtcdResult> makeDirectory(String key);

    /**
     * Deletes a key.
     *
     * @return fails with {@link V2KeyNotFoundException} if it does not exist; fails with {@link V2NotFileException} if it is a directory
     */
    CompletableFuture<EtcdResult> delete(String key);

    /** Deletes as the request says. */
    CompletableFuture<EtcdResult> delete(V2Delete delete);

    /** Deletes a key, and answers what it was before. */
    CompletableFuture<EtcdResult> pop(String key);

    /** Deletes as the request says, and answers what was there before. */
    CompletableFuture<EtcdResult> pop(V2Delete delete);

    /**
     * Waits for one event, for ever unless the request says otherwise: the deadline of calls does not count.
     *
     * @return fails with {@link V2WatchTimedOutException} if none came within the request's time; fails with {@link V2EventIndexClearedException} if the server no longer has the events from the request's index on
     */
    CompletableFuture<EtcdResult> watch(V2Watch watch);

    /**
     * Tells a listener of every event until it stops, which survives connections and members. When the server no longer has what is
     * next, it reads and goes on from there, and tells that it did.
     *
     * @return the index to go on from, once it has ended; fails if the watch did. Cancelling it ends the watch
     * @throws IllegalArgumentException if the request has a limit, which is for {@link #watch}
     */
    CompletableFuture<Long> eternalWatch(V2Watch watch, V2WatchListener listener);

    /** The URLs at which the members expect clients. */
    CompletableFuture<List<String>> machines();

    /** The members by their ids. */
    CompletableFuture<Map<String, V2Member>> members();

    /**
     * The member that leads.
     *
     * @return fails with {@link dev.tercet.error.NoLeaderException} if there is none at the moment
     */
    CompletableFuture<V2Member> leader();

    /** What the member that answers counts of itself. */
    CompletableFuture<V2Stats> stats();

    /**
     * What the leader counts of the others.
     *
     * @return fails with {@link dev.tercet.error.EtcdException} if the member that answers does not lead
     */
    CompletableFuture<V2Stats> leaderStats();

    /** What the member that answers counts of operations on keys. Over v3 there is nothing that does: it is refused as unsupported. */
    CompletableFuture<V2Stats> storeStats();

    /** What runs. */
    CompletableFuture<V2Version> version();

    /** Makes a raw call; what the server refuses is thrown as for any other. Over v3 it is refused as unsupported. */
    CompletableFuture<ApiAnswer> apiExecute(ApiRequest request);

    /** A lock by this name, with the options' defaults. */
    AsyncEtcdV2Lock lock(String name);

    /** A lock by this name: one object is one claim to it, whichever threads use it. Nothing is sent yet. */
    AsyncEtcdV2Lock lock(String name, V2LockOptions options);

    /**
     * A lock in the manner of the clients before 2.0, which had it from the server: it is for a key, may have a value, and ends with
     * its time to live unless it is renewed. Nothing is sent yet.
     *
     * @param ttl whole seconds, rounded up; zero for no end
     * @param value what whoever asks is told of who has it
     */
    AsyncLegacyLock getLock(String key, Duration ttl, String value);

    /** Like {@link #getLock(String, Duration, String)}, without an end of its own and with an empty value. */
    default AsyncLegacyLock getLock(String key) {
        return getLock(key, Duration.ZERO, "");
    }

    /** Like {@link #getLock(String, Duration, String)}, with an empty value. */
    default AsyncLegacyLock getLock(String key, Duration ttl) {
        return getLock(key, ttl, "");
    }

    /** Elections in the manner of the clients before 2.0. */
    AsyncEtcdV2Election election();

    /** Users and roles. */
    AsyncEtcdV2Auth auth();
}
