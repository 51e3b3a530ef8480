package dev.tercet.embedded.internal.front.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;

/** Messages of any type, from a seed. */
final class RandomMessages {
    private static final List<String> TEXTS =
            List.of("", "a", "schlüssel", "\"\\/\n\t\u0001\u2028", "\uD83D\uDE00", "<&>");

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    <M extends Message> Message like(M prototype) {
        return fill(prototype.newBuilderForType(), 4).build();
    }

    private Message.Builder fill(Message.Builder into, int depth) {
        for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
            boolean deep = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            if (random.nextInt(3) == 0 || deep && depth == 0) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    into.addRepeatedField(field, value(into, field, depth));
                }
            } else {
                into.setField(field, value(into, field, depth));
            }
        }
        return into;
    }

    private Object value(Message.Builder into, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> (int) number();
            case LONG -> number();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case BYTE_STRING -> bytes();
            case ENUM -> enumeration(field.getEnumType());
            case MESSAGE -> fill(into.newBuilderForField(field), depth - 1).build();
            default -> throw new IllegalStateException(field.getFullName());
        };
    }

    private Object enumeration(EnumDescriptor type) {
        return random.nextInt(5) == 0
                ? type.findValueByNumberCreatingIfUnknown(random.nextInt(1000) + 100)
                : type.getValues().get(random.nextInt(type.getValues().size()));
    }

    private long number() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> Long.MIN_VALUE + random.nextInt(2);
            case 2 -> -1 - random.nextInt(2);
            case 3 -> random.nextInt(100);
            default -> random.nextLong();
        };
    }

    private ByteString bytes() {
        byte[] bytes = new byte[random.nextInt(8)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
