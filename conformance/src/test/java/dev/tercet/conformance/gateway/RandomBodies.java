package dev.tercet.conformance.gateway;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** JSON for messages of any type, from a seed: in all forms that JSON has for them, and at times in none. */
final class RandomBodies {
    private static final List<String> KEYS = List.of("a", "a\0", "b", "b\u00ff\u00fe", "c?>", "\0", "");
    private static final List<String> NONSENSE = List.of(
            "null", "{}", "[]", "true", "\"\"", "\"x\"", "-1", "1.5", "1e99", "\"\\ud800\"", "[null]", "01", "nul");
    private static final int DEEPEST = 3;

    private final Random random;
    private boolean sloppy;

    RandomBodies(long seed) {
        random = new Random(seed);
    }

    /** A body; one of a few has mistakes. */
    String like(Descriptor type) {
        sloppy = chance(30);
        String body = message(type, 0);
        return sloppy && chance(10) ? body.substring(0, random.nextInt(body.length())) : body;
    }

    private String message(Descriptor type, int depth) {
        List<String> fields = new ArrayList<>();
        for (FieldDescriptor field : type.getFields()) {
            int percent =
                    field.getContainingOneof() != null ? 25 : field.getName().endsWith("key") ? 90 : 30;
            boolean another = field.getContainingOneof() != null && !fields.isEmpty() && depth > 0 && !sloppy;
            if (chance(percent) && !another && depth < DEEPEST) {
                fields.add('"' + (chance(50) ? field.getName() : field.getJsonName()) + "\":" + field(field, depth));
            }
        }
        if (sloppy && chance(20)) {
            fields.add("\"unknown\":" + pick(NONSENSE));
        }
        if (sloppy && chance(5) && !fields.isEmpty()) {
            fields.add(pick(fields));
        }
        Collections.shuffle(fields, random);
        return "{" + String.join(chance(20) ? " ,\n" : ",", fields) + "}";
    }

    private String field(FieldDescriptor field, int depth) {
        if (!field.isRepeated()) {
            return value(field, depth);
        }
        List<String> all = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> value(field, depth))
                .toList();
        return sloppy && chance(5) ? pick(NONSENSE) : all.toString();
    }

    private String value(FieldDescriptor field, int depth) {
        if (sloppy && chance(8)) {
            return pick(NONSENSE);
        }
        return switch (field.getType()) {
            case BOOL -> pick(List.of("true", "false"));
            case BYTES -> bytes();
            case ENUM -> enumeration(field);
            case MESSAGE -> message(field.getMessageType(), depth + 1);
            case INT64 -> number(field);
            default -> throw new IllegalStateException("no requests of keys have such: " + field);
        };
    }

    private String bytes() {
        String text = Ask.base64(pick(KEYS));
        Supplier<String> url = () -> text.replace('+', '-').replace('/', '_');
        return '"' + (chance(50) ? text : chance(50) ? url.get() : url.get().replace("=", "")) + '"';
    }

    private String enumeration(FieldDescriptor field) {
        EnumValueDescriptor value = pick(field.getEnumType().getValues());
        return chance(5) ? "9" : chance(50) ? '"' + value.getName() + '"' : Integer.toString(value.getNumber());
    }

    private String number(FieldDescriptor field) {
        // Of leases, there is one.
        int number = field.getName().equals("lease") ? random.nextInt(2) : random.nextInt(20) - 1;
        return switch (random.nextInt(4)) {
            case 0 -> '"' + Integer.toString(number) + '"';
            case 1 -> number + ".0";
            case 2 -> number + "0e-1";
            default -> Integer.toString(number);
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
