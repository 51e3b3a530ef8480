package dev.tercet.recipes.mirror;

import dev.tercet.kv.Bytes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a mirror copies, and where to.
 *
 * <pre>{@code
 * MirrorPlan.of("jobs/").to("copy-of-jobs/").withForeignKeys(ForeignKeys.KEEP)
 * }</pre>
 *
 * @since 0.1
 */
public final class MirrorPlan {
    private static final Bytes CHECKPOINTS = Bytes.of("tercet-mirror/");

    private final Bytes from;
    private final Bytes to;
    private final @Nullable Bytes checkpoint;
    private final ForeignKeys foreignKeys;

    private MirrorPlan(Bytes from, Bytes to, @Nullable Bytes checkpoint, ForeignKeys foreignKeys) {
        this.from = Objects.requireNonNull(from, "from");
        this.to = Objects.requireNonNull(to, "to");
        this.checkpoint = checkpoint;
        this.foreignKeys = Objects.requireNonNull(foreignKeys, "foreignKeys");
    }

    /** Every key that begins with this, under the same name; empty is every key. */
    public static MirrorPlan of(Bytes prefix) {
        return new MirrorPlan(prefix, prefix, null, ForeignKeys.REFUSE);
    }

    /** {@link #of(Bytes)} with a prefix in UTF-8. */
    public static MirrorPlan of(String prefix) {
        return of(Bytes.of(prefix));
    }

    /** With this prefix at the destination in the place of the source's. */
    public MirrorPlan to(Bytes prefix) {
        return new MirrorPlan(from, prefix, checkpoint, foreignKeys);
    }

    /** {@link #to(Bytes)} with a prefix in UTF-8. */
    public MirrorPlan to(String prefix) {
        return to(Bytes.of(prefix));
    }

    /**
     * The key at the destination where the mirror writes how far it is; {@code tercet-mirror/} and the destination's prefix unless
     * set. It and what is below it, with a slash between, is never copied, compared or deleted.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public MirrorPlan withCheckpoint(Bytes key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("checkpoint is empty");
        }
        return new MirrorPlan(from, to, key, foreignKeys);
    }

    /** {@link #withCheckpoint(Bytes)} with a key in UTF-8. */
    public MirrorPlan withCheckpoint(String key) {
        return withCheckpoint(Bytes.of(key));
    }

    /** What becomes of other keys at the destination; refused unless set. */
    public MirrorPlan withForeignKeys(ForeignKeys what) {
        return new MirrorPlan(from, to, checkpoint, what);
    }

    /** The prefix at the source. */
    public Bytes from() {
        return from;
    }

    /** The prefix at the destination. */
    public Bytes to() {
        return to;
    }

    /** The key of the checkpoint, at the destination. */
    public Bytes checkpoint() {
        return checkpoint == null ? CHECKPOINTS.plus(to) : checkpoint;
    }

    /** What becomes of other keys at the destination. */
    public ForeignKeys foreignKeys() {
        return foreignKeys;
    }

    @Override
    public String toString() {
        return "mirror of prefix " + from + " to prefix " + to;
    }
}
