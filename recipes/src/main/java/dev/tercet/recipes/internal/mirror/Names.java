package dev.tercet.recipes.internal.mirror;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.mirror.ForeignKeys;
import dev.tercet.recipes.mirror.MirrorPlan;

/**
 * What keys of one side are called on the other. A key is spoken of by what is behind the prefix, its tail, which both sides share and
 * sort by alike.
 *
 * @param plan what is copied
 * @param marks the prefix of marks
 */
record Names(MirrorPlan plan, Bytes marks) {
    private static final Bytes SLASH = Bytes.of("/");

    static Names of(MirrorPlan plan) {
        return new Names(plan, plan.checkpoint().plus(SLASH));
    }

    boolean keepsForeign() {
        return plan.foreignKeys() == ForeignKeys.KEEP;
    }

    KeyRange source() {
        return KeyRange.prefix(plan.from());
    }

    KeyRange destination() {
        return KeyRange.prefix(plan.to());
    }

    KeyRange markRange() {
        return KeyRange.prefix(marks);
    }

    Bytes tailAtSource(Bytes key) {
        return key.from(plan.from().length());
    }

    Bytes tailAtDestination(Bytes key) {
        return key.from(plan.to().length());
    }

    Bytes tailOfMark(Bytes key) {
        return key.from(marks.length());
    }

    Bytes key(Bytes tail) {
        return plan.to().plus(tail);
    }

    Bytes mark(Bytes tail) {
        return marks.plus(tail);
    }

    /** Whether it can be at the destination: neither the mirror's own, nor nothing at all, which is no key. */
    boolean isCopied(Bytes tail) {
        Bytes key = key(tail);
        return !key.isEmpty() && !key.equals(plan.checkpoint()) && !key.startsWith(marks);
    }
}
