package dev.tercet.v2.migrate;

import dev.tercet.EtcdClient;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.internal.migrate.Migrator;
import dev.tercet.v2.internal.migrate.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies a tree of the v2 API into the v3 store, in the form in which {@link EtcdV2Client#over} shows the same tree there: values, directories
 * and empty ones, what is left of times to live, and the order of keys in order, so that those appended later come after them.
 *
 * <p>Keys whose name, or a directory of whose, begins with an underscore are in no listing of the v2 API: they are copied only when {@link #withHidden} names them.
 * Indexes are not kept: each key gets the target's, in the order of their creation in the source. Nor are users and roles.
 *
 * <p>The source is read whole, in one answer, and kept in memory, as is what the target has below its prefix. A copy can be repeated, after it was cut short too: what is the same
 * already is not written again. What is written goes in transactions of at most 128 keys that fail if somebody else changed one of them since it was looked
 * at; it is then looked at again.
 *
 * <p>Immutable, and safe for threads. Calls block, and throw what the two clients throw; a call that fails half way leaves what it wrote.
 *
 * {@snippet :
 * V2Migration migration = V2Migration.of(v2, v3).withPrefix("/services");
 * System.out.println(migration.plan());
 * System.out.println(migration.run());
 * System.out.println(migration.verify());
 * }
 *
 * @since 0.1
 */
public final class V2Migration {
    private final EtcdV2Client source;
    private final EtcdClient target;
    private final Scope scope;
    private final boolean replacing;
    private final @Nullable MigrationListener listener;

    private V2Migration(
            EtcdV2Client source,
            EtcdClient target,
            Scope scope,
            boolean replacing,
            @Nullable MigrationListener listener) {
        this.source = source;
        this.target = target;
        this.scope = scope;
        this.replacing = replacing;
        this.listener = listener;
    }

    /**
     * Copies everything but what is hidden, to where it was, and replaces nothing.
     *
     * @param source a client that speaks v2 HTTP, which is looked at by each call below; it stays its owner's
     * @param target a client of the v3 store, whose namespace counts; it stays its owner's
     */
    public static V2Migration of(EtcdV2Client source, EtcdClient target) {
        return new V2Migration(
                Objects.requireNonNull(source, "source"),
                Objects.requireNonNull(target, "target"),
                Scope.EVERYTHING,
                false,
                null);
    }

    /** Copies this directory with what is in it, or this key, and puts it under the same path unless {@link #withTargetPrefix} says otherwise after this. */
    public V2Migration withPrefix(String path) {
        return with(scope.withFrom(path));
    }

    /** Puts what is copied here. */
    public V2Migration withTargetPrefix(String path) {
        return with(scope.withTo(path));
    }

    /** Copies these too, with what is below them, which listings leave out: the outermost path of each that has a part with an underscore at its beginning. */
    public V2Migration withHidden(String... paths) {
        return with(scope.withHidden(List.of(paths)));
    }

    /** Replaces keys that are in the target with another value or time to live. Unless set, nothing at all is written if there are any. A key in the place of a directory, or the other way round, is never replaced. */
    public V2Migration replacing() {
        return new V2Migration(source, target, scope, true, listener);
    }

    /**
     * How far times to live may be apart to be the same; five seconds unless set.
     *
     * @throws IllegalArgumentException if negative
     */
    public V2Migration withTtlTolerance(Duration tolerance) {
        return with(scope.withTolerance(tolerance));
    }

    /** Tells this of every batch. */
    public V2Migration listening(MigrationListener to) {
        return new V2Migration(source, target, scope, replacing, Objects.requireNonNull(to, "listener"));
    }

    /**
     * Looks what would be done, and writes nothing.
     *
     * @throws IllegalArgumentException if a hidden path is not below the prefix
     * @throws IllegalStateException if the source does not speak v2 HTTP
     * @throws dev.tercet.v2.error.V2KeyNotFoundException if the source does not have the prefix, or something hidden that was named
     */
    public MigrationReport plan() {
        return migrator().plan();
    }

    /**
     * Copies. If something has to be refused, nothing is written.
     *
     * @throws IllegalArgumentException if a hidden path is not below the prefix
     * @throws IllegalStateException if the source does not speak v2 HTTP
     * @throws dev.tercet.v2.error.V2KeyNotFoundException if the source does not have the prefix, or something hidden that was named
     * @throws dev.tercet.error.CompareFailedException if others changed the target's keys again and again while it wrote them
     */
    public MigrationReport run() {
        return migrator().run((written, all) -> {
            if (listener != null) {
                listener.onProgress(written, all);
            }
        });
    }

    /**
     * Reads both sides by the v2 API, and compares.
     *
     * @throws IllegalArgumentException if a hidden path is not below the prefix
     * @throws IllegalStateException if the source does not speak v2 HTTP
     * @throws dev.tercet.v2.error.V2KeyNotFoundException if the source does not have the prefix, or something hidden that was named
     */
    public VerificationReport verify() {
        return migrator().verify();
    }

    private Migrator migrator() {
        Scope checked = scope.checked();
        V2Backend backend = source.backend();
        if (backend != V2Backend.HTTP) {
            throw new IllegalStateException("the source, " + source + ", speaks " + backend
                    + ", and only what v2 HTTP has can be migrated: start its servers with --enable-v2 (3.5 or earlier),"
                    + " and build the client with backend(HTTP)");
        }
        return new Migrator(source, target, checked, replacing);
    }

    private V2Migration with(Scope other) {
        return new V2Migration(source, target, other, replacing, listener);
    }

    @Override
    public String toString() {
        return "V2Migration[" + scope + (replacing ? ", replacing" : "") + "]";
    }
}
