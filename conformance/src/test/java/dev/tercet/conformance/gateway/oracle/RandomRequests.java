package dev.tercet.conformance.gateway.oracle;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.kv.Txn;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values of ours at random: of any record, and of those types that are none. */
final class RandomRequests {
    private static final int DEEPEST = 3;

    private final Random random;

    RandomRequests(long seed) {
        random = new Random(seed);
    }

    Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            List<Object> list = IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> value(generic.getActualTypeArguments()[0]))
                    .toList();
            return generic.getRawType() == List.class ? list : new LinkedHashSet<>(list);
        }
        return value((Class<?>) type);
    }

    private Object value(Class<?> type) {
        if (type == long.class) {
            return number();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == String.class) {
            return RandomMessages.text(random);
        } else if (type == Bytes.class) {
            return bytes();
        } else if (type == KeyRange.class) {
            return range();
        } else if (type == Get.class) {
            return get();
        } else if (type == Put.class) {
            return put();
        } else if (type == Delete.class) {
            return delete();
        } else if (type == Txn.class) {
            return txn(0);
        } else if (type.isEnum()) {
            return pick(type.getEnumConstants());
        } else if (type.isSealed()) {
            return value(pick(type.getPermittedSubclasses()));
        }
        return made(type);
    }

    private Object made(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        @Nullable
        Object[] values = Arrays.stream(parts)
                .map(part -> part.getName().equals("password")
                                && type.getSimpleName().equals("UserPassword")
                                && chance(30)
                        ? null
                        : part.getName().equals("revision") ? Long.valueOf(revision()) : value(part.getGenericType()))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }

    private Get get() {
        Get get = Get.of(range())
                .limit(revision())
                .atRevision(revision())
                .sortedBy(pick(SortTarget.values()), pick(SortOrder.values()));
        get = chance(30) ? get.minModRevision(revision()).maxCreateRevision(revision()) : get;
        get = chance(30) ? get.maxModRevision(revision()).minCreateRevision(revision()) : get;
        get = chance(30) ? get.serializable() : get;
        get = chance(30) ? get.keysOnly() : get;
        return chance(30) ? get.countOnly() : get;
    }

    private Put put() {
        Put put = chance(80) ? Put.of(key(), bytes()) : Put.keepingValue(key());
        put = chance(70) ? put.withLease(number()) : put.keepingLease();
        return chance(50) ? put.returningPrevious() : put;
    }

    private Delete delete() {
        return chance(50) ? Delete.of(range()) : Delete.of(range()).returningPrevious();
    }

    private Txn txn(int depth) {
        List<Compare> compares = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> new Compare(
                        range(), pick(Compare.Target.values()), pick(Compare.Relation.values()), number(), bytes()))
                .toList();
        return Txn.when(compares).then(operations(depth)).orElse(operations(depth));
    }

    private List<Op<?>> operations(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .<Op<?>>mapToObj(i -> switch (random.nextInt(depth < DEEPEST ? 4 : 3)) {
                    case 0 -> get();
                    case 1 -> put();
                    case 2 -> delete();
                    default -> txn(depth + 1);
                })
                .toList();
    }

    private KeyRange range() {
        Bytes key = key();
        return switch (random.nextInt(4)) {
            case 0 -> KeyRange.of(key);
            case 1 -> KeyRange.prefix(key);
            case 2 -> KeyRange.from(key);
            default -> KeyRange.between(key, key.plus(key()));
        };
    }

    private Bytes key() {
        Bytes bytes = bytes();
        return bytes.isEmpty() ? Bytes.of("k") : bytes;
    }

    private Bytes bytes() {
        byte[] bytes = new byte[random.nextInt(chance(5) ? 20_000 : 10)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private long revision() {
        return number() & Long.MAX_VALUE;
    }

    private long number() {
        return RandomMessages.number(random);
    }

    private <T> T pick(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
