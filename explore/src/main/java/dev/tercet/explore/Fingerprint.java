package dev.tercet.explore;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A state in short: all that can be reached from an object, fields included that nobody may see. Equal for two states that cannot be
 * told apart by what happens next; the rare pair that differs all the same costs time and nothing else.
 *
 * <p>Of a class of the JDK that is not known here it cannot be said what its state is, and it is refused: to look away could make
 * two states one.
 */
final class Fingerprint {
    private static final Map<Class<?>, Field[]> FIELDS = new ConcurrentHashMap<>();

    private final byte[] digest;

    private Fingerprint(byte[] digest) {
        this.digest = digest;
    }

    static Fingerprint of(Object root) {
        StringBuilder text = new StringBuilder(500);
        write(root, text, new IdentityHashMap<>());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new Fingerprint(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(@Nullable Object value, StringBuilder text, IdentityHashMap<Object, Integer> seen) {
        if (value == null) {
            text.append('-');
        } else if (isPlain(value)) {
            text.append(value).append(' ');
        } else if (value instanceof Throwable failure) {
            text.append(failure.getClass().getSimpleName()).append(failure.getMessage());
        } else {
            Integer before = seen.putIfAbsent(value, seen.size());
            if (before != null) {
                text.append('#').append(before).append(' ');
                return;
            }
            text.append('(');
            parts(value, text, seen);
            text.append(')');
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum
                || value instanceof Duration
                || value instanceof Class;
    }

    private static void parts(Object value, StringBuilder text, IdentityHashMap<Object, Integer> seen) {
        if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), text, seen);
        } else if (value.getClass().isArray()) {
            for (int at = 0; at < Array.getLength(value); at++) {
                write(Array.get(value, at), text, seen);
            }
        } else if (value instanceof Map<?, ?> map) {
            boolean ordered = map instanceof LinkedHashMap || map instanceof SortedMap;
            List<List<?>> entries = new ArrayList<>();
            map.forEach((key, of) -> entries.add(Arrays.asList(key, of)));
            all(entries, ordered, text, seen);
        } else if (value instanceof Collection<?> collection) {
            boolean ordered = collection instanceof List
                    || collection instanceof Deque
                    || collection instanceof LinkedHashSet
                    || collection instanceof SortedSet;
            all(collection, ordered, text, seen);
        } else if (value.getClass().getName().startsWith("java.")) {
            throw new IllegalArgumentException("what is the state of a " + value.getClass() + "?");
        } else {
            text.append(name(value.getClass()));
            for (Field field : FIELDS.computeIfAbsent(value.getClass(), Fingerprint::fields)) {
                try {
                    write(field.get(value), text, seen);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static String name(Class<?> type) {
        String name = type.getSimpleName();
        // A lambda's has a number that differs from run to run.
        return type.isHidden() || type.isSynthetic() ? name.replaceAll("/.*", "") : name;
    }

    private static void all(
            Collection<?> values, boolean ordered, StringBuilder text, IdentityHashMap<Object, Integer> seen) {
        if (ordered) {
            values.forEach(each -> {
                text.append(',');
                write(each, text, seen);
            });
            return;
        }
        // By what they are, as their order is by chance. None can be referred to from the others, then.
        List<String> texts = new ArrayList<>();
        for (Object each : values) {
            StringBuilder one = new StringBuilder();
            write(each, one, new IdentityHashMap<>(seen));
            texts.add(one.toString());
        }
        Collections.sort(texts);
        text.append(texts);
    }

    private static Field[] fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields.toArray(Field[]::new);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }
}
