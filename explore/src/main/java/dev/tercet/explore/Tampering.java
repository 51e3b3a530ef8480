package dev.tercet.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * What a machine wants done, on its way to the surroundings: as it is, or with something wrong, to see that a test can fail.
 *
 * @param what a name for it
 */
public record Tampering(String what, Class<?> kind, int times) {
    /** None. */
    public static Tampering none() {
        return new Tampering("as it is", Void.class, 1);
    }

    /** These are forgotten. */
    public static Tampering without(Class<?> kind) {
        return new Tampering("without " + kind.getSimpleName(), kind, 0);
    }

    /** These come twice. */
    public static Tampering twice(Class<?> kind) {
        return new Tampering("twice " + kind.getSimpleName(), kind, 2);
    }

    /** What the surroundings get to see. */
    public <E> List<E> of(List<E> effects) {
        List<E> all = new ArrayList<>(effects.size());
        for (E effect : effects) {
            for (int time = 0; time < (kind.isInstance(effect) ? times : 1); time++) {
                all.add(effect);
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return what;
    }
}
