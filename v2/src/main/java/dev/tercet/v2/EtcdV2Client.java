package dev.tercet.v2;

import dev.tercet.EtcdClient;
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
import dev.tercet.v2.lock.EtcdV2Election;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.LegacyLock;
import dev.tercet.v2.lock.V2LockOptions;
import dev.tercet.v2.watch.EternalWatch;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A client with the API that etcd had before version 3: keys with directories above them, times to live, and one index for all. It speaks
 * v2 HTTP with servers that offer that, and looks the same over the v3 store; see {@link V2Backend}.
 *
 * <p>Safe for threads. Failures are {@link dev.tercet.error.EtcdException}s, of which those that the v2 API has a code for are also {@link
 * dev.tercet.v2.error.V2Failure}s; mistakes in arguments are {@link IllegalArgumentException}s, and are found before anything is sent.
 *
 * @see <a href="https://etcd.io/docs/v2.3/api/">etcd: v2 API</a>
 * @since 0.1
 */
public interface EtcdV2Client extends AutoCloseable {
    /** A builder of clients. */
    static EtcdV2ClientBuilder builder() {
        return new EtcdV2ClientBuilder();
    }

    /** A client of these endpoints, set up as builders are. */
    static EtcdV2Client connect(String... endpoints) {
        return builder().endpoints(endpoints).build();
    }

    /**
     * The same API over a client of the v3 store, which stays its owner's: closing this one ends what it had under way, and not that. It
     * has the other's namespace, deadline and credentials. Writes are never sent again, whatever the other's options say: each is several
     * calls there, which a second time could mean something else.
     */
    static EtcdV2Client over(EtcdClient etcd) {
        return EtcdV2ClientBuilder.over(etcd);
    }

    /**
     * Like {@link #over(EtcdClient)}, with another directory of the locks.
     *
     * @param lockPrefix as for {@link EtcdV2ClientBuilder#lockPrefix}
     * @throws IllegalArgumentException if it is the root
     */
    static EtcdV2Client over(EtcdClient etcd, String lockPrefix) {
        return EtcdV2ClientBuilder.over(etcd, lockPrefix);
    }

    /**
     * Reads a key, or a directory with what is directly below it.
     *
     * @throws V2KeyNotFoundException if it does not exist
     */
    EtcdResult get(String key);

    /**
     * Reads as the request says.
     *
     * @throws V2KeyNotFoundException if it does not exist
     */
    EtcdResult read(V2Read read);

    /** Whether a key or directory exists. */
    boolean contains(String key);

    /**
     * Writes a value, whatever was there before.
     *
     * @throws V2NotFileException if it is a directory
     */
    EtcdResult set(String key, String value);

    /** Like {@link #set(String, String)}, to live for so long: whole seconds, rounded up. */
    EtcdResult set(String key, String value, Duration ttl);

    /** Writes as the request says. */
    EtcdResult write(V2Write write);

    /**
     * Writes a value, if another is there.
     *
     * @throws V2CompareFailedException if what is there is not {@code prevValue}
     * @throws V2KeyNotFoundException if nothing is there
     */
    EtcdResult testAndSet(String key, String value, String prevValue);

    /**
     * Writes a result back that was read and then changed by its withers: value or directory, and time to live. It must exist still;
     * unless it is a directory, it must not have been changed meanwhile.
     *
     * <p>What has a time to live is written back with what was left of that when it was read, and so lives a little longer; {@link
     * EtcdResult#withTtl} gives it another.
     *
     * @throws V2CompareFailedException if it was
     * @throws IllegalArgumentException if its index is missing, as in an answer without a node
     */
    EtcdResult update(EtcdResult result);

    /**
     * Gives what is there another time to live, and wakes no watch. Its value stays.
     *
     * @throws V2KeyNotFoundException if nothing is there
     */
    EtcdResult refresh(String key, Duration ttl);

    /**
     * Writes a value under a name that comes after those of all before it, in a directory that is made if it is missing.
     *
     * @return what was made, with its name
     */
    EtcdResult append(String directory, String value);

    /** Makes a directory. */
    EtcdResult makeDirectory(String key);

    /**
     * Deletes a key.
     *
     * @throws V2KeyNotFoundException if it does not exist
     * @throws V2NotFileException if it is a directory
     */
    EtcdResult delete(String key);

    /** Deletes as the request says. */
    EtcdResult delete(V2Delete delete);

    /** Deletes a key, and answers what it was before. */
    EtcdResult pop(String key);

    /** Deletes as the request says, and answers what was there before. */
    EtcdResult pop(V2Delete delete);

    /**
     * Waits for one event, for ever unless the request says otherwise: the deadline of calls does not count.
     *
     * @throws V2WatchTimedOutException if none came within the request's time
     * @throws V2EventIndexClearedException if the server no longer has the events from the request's index on
     */
    EtcdResult watch(V2Watch watch);

    /**
     * Tells a listener of every event until it stops, which survives connections and members. When the server no longer has what is
     * next, it reads and goes on from there, and tells that it did.
     *
     * @return the index to go on from, once it has ended; fails if the watch did. Cancelling it ends the watch
     * @throws IllegalArgumentException if the request has a limit, which is for {@link #watch}
     */
    CompletableFuture<Long> eternalWatch(V2Watch watch, V2WatchListener listener);

    /** The URLs at which the members expect clients. */
    List<String> machines();

    /** The members by their ids. */
    Map<String, V2Member> members();

    /**
     * The member that leads.
     *
     * @throws dev.tercet.error.NoLeaderException if there is none at the moment
     */
    V2Member leader();

    /** What the member that answers counts of itself. */
    V2Stats stats();

    /**
     * What the leader counts of the others.
     *
     * @throws dev.tercet.error.EtcdException if the member that answers does not lead
     */
    V2Stats leaderStats();

    /** What the member that answers counts of operations on keys. Over v3 there is nothing that does: it is refused as unsupported. */
    V2Stats storeStats();

    /** What runs. */
    V2Version version();

    /** Makes a raw call; what the server refuses is thrown as for any other. Over v3 it is refused as unsupported. */
    ApiAnswer apiExecute(ApiRequest request);

    /**
     * Every event until it is closed, one by one to whoever iterates. Nothing is asked of the server before that begins to.
     *
     * @throws IllegalArgumentException if the request has a limit, which is for {@link #watch}
     */
    EternalWatch eternalWatch(V2Watch watch);

    /**
     * Every event to each subscriber, in a watch of its own, for as long as it is subscribed.
     *
     * @throws IllegalArgumentException if the request has a limit, which is for {@link #watch}
     */
    Flow.Publisher<V2Event> publisher(V2Watch watch);

    /** A lock by this name, with the options' defaults. */
    EtcdV2Lock lock(String name);

    /** A lock by this name: one object is one claim to it, whichever threads use it. Nothing is sent yet. */
    EtcdV2Lock lock(String name, V2LockOptions options);

    /**
     * A lock in the manner of the clients before 2.0, which had it from the server: it is for a key, may have a value, and ends with
     * its time to live unless it is renewed. Nothing is sent yet.
     *
     * @param ttl whole seconds, rounded up; zero for no end
     * @param value what whoever asks is told of who has it
     */
    LegacyLock getLock(String key, Duration ttl, String value);

    /** Like {@link #getLock(String, Duration, String)}, without an end of its own and with an empty value. */
    default LegacyLock getLock(String key) {
        return getLock(key, Duration.ZERO, "");
    }

    /** Like {@link #getLock(String, Duration, String)}, with an empty value. */
    default LegacyLock getLock(String key, Duration ttl) {
        return getLock(key, ttl, "");
    }

    /** Elections in the manner of the clients before 2.0. */
    EtcdV2Election election();

    /** Users and roles. */
    EtcdV2Auth auth();

    /** The same client in futures. */
    AsyncEtcdV2Client async();

    /** The same client, with this deadline for each call; it is closed with this one. */
    EtcdV2Client withTimeout(Duration timeout);

    /** What answers: never {@link V2Backend#AUTO}, for which it asks the server if no call has yet. */
    V2Backend backend();

    /** The servers' endpoints that it knows: those given, and those that the cluster told of. */
    List<String> endpoints();

    /**
     * Ends every call, watch and lock, each with {@link dev.tercet.error.ClientClosedException}, and gives up connections and threads, within
     * a few seconds. Closing twice is harmless.
     */
    @Override
    void close();
}
