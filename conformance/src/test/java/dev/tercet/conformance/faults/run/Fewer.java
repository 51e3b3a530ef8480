package dev.tercet.conformance.faults.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Of many things that together show something, as few as still do: halves are left out, then quarters, and so on down to single ones. */
public final class Fewer {
    private Fewer() {}

    /**
     * Leaves out what is not needed.
     *
     * @param shows whether so many, fewer than all, still show it
     * @param isEnough whether no more is to be tried
     * @return {@code all}, or the last that was shown to
     */
    public static <T> List<T> of(List<T> all, Predicate<List<T>> shows, BooleanSupplier isEnough) {
        List<T> least = all;
        for (int size = Math.max(1, all.size() / 2); size >= 1; size = size == 1 ? 0 : (size + 1) / 2) {
            int before;
            do {
                before = least.size();
                least = without(size, least, shows, isEnough);
            } while (size == 1 && least.size() < before);
        }
        return least;
    }

    private static <T> List<T> without(int size, List<T> all, Predicate<List<T>> shows, BooleanSupplier isEnough) {
        List<T> least = all;
        for (int from = 0; from < least.size() && !isEnough.getAsBoolean(); ) {
            List<T> left = new ArrayList<>(least);
            left.subList(from, Math.min(from + size, left.size())).clear();
            if (shows.test(List.copyOf(left))) {
                least = List.copyOf(left);
            } else {
                from += size;
            }
        }
        return least;
    }
}
