package dev.tercet.conformance.gateway.oracle;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages of any type at random. */
public final class RandomMessages {
    private static final int DEEPEST = 6;
    private static final String[] CHARACTERS = {
        "a",
        "}",
        "{",
        "\"",
        "\\",
        "/",
        "<",
        ">",
        "&",
        "'",
        "=",
        "\n",
        "\t",
        "\0",
        "\u007f",
        "\u0085",
        "\u00e4",
        "\u20ac",
        "\u2028",
        "\ufeff",
        "\ud83d\ude00",
        "\uffff"
    };

    private final Random random;

    public RandomMessages(long seed) {
        random = new Random(seed);
    }

    public DynamicMessage like(Descriptor type) {
        return like(type, 0);
    }

    private DynamicMessage like(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean taken = field.getContainingOneof() != null && message.hasOneof(field.getContainingOneof());
            if (taken || random.nextInt(100) < 20) {
                continue;
            }
            if (!field.isRepeated()) {
                message.setField(field, value(field, depth));
            } else if (depth < DEEPEST) {
                IntStream.range(0, random.nextInt(4))
                        .forEach(i -> message.addRepeatedField(field, value(field, depth)));
            }
        }
        return message.build();
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> (int) number(random);
            case LONG -> number(random);
            case STRING -> text(random);
            case BYTE_STRING -> bytes();
            case ENUM ->
                // One beyond those that are known comes from newer servers.
                field.getEnumType()
                        .findValueByNumberCreatingIfUnknown(
                                random.nextInt(field.getEnumType().getValues().size() + 1));
            case MESSAGE -> like(field.getMessageType(), depth + 1);
            case FLOAT, DOUBLE -> throw new IllegalStateException("etcd has no field like " + field);
        };
    }

    private ByteString bytes() {
        byte[] bytes = new byte[random.nextInt(random.nextInt(100) < 2 ? 30_000 : 8)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    static long number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextInt(100) - 10;
            case 2 -> Long.MIN_VALUE;
            case 3 -> Long.MAX_VALUE - random.nextInt(2);
            default -> random.nextLong() >> random.nextInt(Long.SIZE);
        };
    }

    static String text(Random random) {
        return IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> CHARACTERS[random.nextInt(CHARACTERS.length)])
                .collect(Collectors.joining());
    }
}
