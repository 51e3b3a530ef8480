package dev.tercet.recipes.map;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What entries of a map can be found by, besides their keys. Immutable; it holds nothing itself.
 *
 * <pre>{@code
 * Index<String, User> byMail = Index.unique("by-mail", Codec.text(), User::mail);
 * TypedMap<UUID, User> users = recipes.map("users", Codec.uuid(), json).withIndex(byMail);
 * }</pre>
 *
 * @param <I> what is found by
 * @param <V> the values of the map
 * @since 0.1
 */
public final class Index<I, V> {
    private final String name;
    private final Codec<I> codec;
    private final boolean unique;
    private final Function<? super V, ? extends Collection<? extends I>> values;

    private Index(
            String name,
            Codec<I> codec,
            boolean unique,
            Function<? super V, ? extends Collection<? extends I>> values) {
        Objects.requireNonNull(values, "values");
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "name of an index must not be empty or have a '/', not \"" + name + "\"");
        }
        this.name = name;
        this.codec = Objects.requireNonNull(codec, "codec");
        this.unique = unique;
        this.values = values;
    }

    /**
     * An index in which any number of entries may have the same value.
     *
     * @param name becomes a part of keys; not empty, and without a slash
     * @param codec for what is found by; ranges go by its order
     * @param value a function of nothing but its argument; null leaves the entry out
     */
    public static <I, V> Index<I, V> of(String name, Codec<I> codec, Function<? super V, ? extends @Nullable I> value) {
        return new Index<>(name, codec, false, one(value));
    }

    /** An index in which a value stands for one entry: another with the same is refused with {@code UniqueIndexException}. */
    public static <I, V> Index<I, V> unique(
            String name, Codec<I> codec, Function<? super V, ? extends @Nullable I> value) {
        return new Index<>(name, codec, true, one(value));
    }

    /** An index in which an entry has any number of values, such as its tags, and any number of entries the same. */
    public static <I, V> Index<I, V> ofMany(
            String name, Codec<I> codec, Function<? super V, ? extends Collection<? extends I>> values) {
        return new Index<>(name, codec, false, values);
    }

    private static <I, V> Function<V, List<I>> one(Function<? super V, ? extends @Nullable I> value) {
        Objects.requireNonNull(value, "value");
        return from -> {
            I found = value.apply(from);
            return found == null ? List.of() : List.of(found);
        };
    }

    /** The name, as keys have it. */
    public String name() {
        return name;
    }

    /** How what is found by is bytes. */
    public Codec<I> codec() {
        return codec;
    }

    /** Whether a value stands for one entry. */
    public boolean isUnique() {
        return unique;
    }

    /** What an entry with this value is found by. */
    public List<I> valuesOf(V value) {
        return List.copyOf(values.apply(value));
    }

    @Override
    public String toString() {
        return (unique ? "unique index " : "index ") + name;
    }
}
