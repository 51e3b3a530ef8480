package dev.tercet.recipes.map;

/**
 * Two things, such as the parts of a key.
 *
 * @param <A> the first part's type
 * @param <B> the second part's type
 * @param first by which pairs are ordered
 * @param second by which pairs with the same first part are ordered
 * @since 0.1
 */
public record Pair<A, B>(A first, B second) {
    /** A pair. */
    public static <A, B> Pair<A, B> of(A first, B second) {
        return new Pair<>(first, second);
    }
}
