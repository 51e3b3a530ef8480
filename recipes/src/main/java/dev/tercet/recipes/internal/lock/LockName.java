package dev.tercet.recipes.internal.lock;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.recipes.error.PermitsMismatchException;
import dev.tercet.recipes.internal.contention.Place;
import dev.tercet.recipes.internal.contention.Rule;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.lock.LockOwner;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The name of a lock, and the keys that it means.
 *
 * @param kind what it is, for messages
 * @param bytes the name, not empty
 * @param queue what the keys of those begin with who queue for it
 * @param tail what is behind the lease in them
 * @param rule whose turn it is
 */
record LockName(String kind, Bytes bytes, Bytes queue, Bytes tail, Rule rule) {
    private static final Bytes SLASH = Bytes.of("/");

    /** A lock that one has at a time, as Go knows it. */
    LockName(Bytes name) {
        this("lock", Given.name(name), name.plus(SLASH), Rule.first(KeyRange.prefix(name.plus(SLASH))));
    }

    private LockName(String kind, Bytes name, Bytes queue, Rule rule) {
        this(kind, name, queue, Bytes.EMPTY, rule);
    }

    /** The side of a read-write lock that waits for those who came to write before. */
    static LockName reading(Bytes name) {
        return new LockName("read lock", Given.name(name), readers(name), Rule.first(KeyRange.prefix(writers(name))));
    }

    /** The side of a read-write lock that waits for all who came before. */
    static LockName writing(Bytes name) {
        KeyRange both = KeyRange.between(readers(Given.name(name)), KeyRange.endOfPrefix(writers(name)));
        return new LockName("write lock", name, writers(name), Rule.first(both));
    }

    private static Bytes readers(Bytes name) {
        return name.plus(Bytes.of("/read/"));
    }

    private static Bytes writers(Bytes name) {
        return name.plus(Bytes.of("/write/"));
    }

    /**
     * A permit of a semaphore. The number of permits is in its keys, so that everybody sees by those of the others whether they agree.
     *
     * @param id tells it from others of the same session
     */
    static LockName permit(Bytes name, int permits, String id) {
        Bytes all = Given.name(name).plus(SLASH);
        Bytes agreeing = all.plus(Bytes.of(permits + "/"));
        Rule.Company company =
                older -> older.startsWith(agreeing) ? null : new PermitsMismatchException(name, permits, older);
        Rule rule = new Rule(KeyRange.prefix(all), permits, company);
        return new LockName("semaphore", name, agreeing, Bytes.of("/" + id), rule);
    }

    /** The place of a lease in its queue. */
    Place place(long lease) {
        return new Place(toString(), Place.key(queue, lease).plus(tail), Bytes.EMPTY, rule);
    }

    /** All who are in its queue. */
    CompletableFuture<List<LockOwner>> owners(EtcdClient etcd) {
        // With values, which are empty: without them newer servers do not tell the leases either.
        Get all = Get.prefix(queue).sortedBy(SortTarget.CREATE_REVISION, SortOrder.ASCENDING);
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(etcd.async().kv().get(all)).thenApply(LockName::owners));
    }

    private static List<LockOwner> owners(GetResult found) {
        return found.kvs().stream()
                .map(kv -> new LockOwner(kv.key(), kv.lease(), kv.createRevision()))
                .toList();
    }

    @Override
    public String toString() {
        return kind + " " + bytes;
    }
}
