package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Keys and values that fit the types of a file, strange ones among them. */
final class RandomValues {
    private static final String[] TEXTS = {
        "",
        "a",
        " ",
        "\u00e9",
        "\ud83d\ude00",
        "\n",
        "\r\n",
        "\"",
        "\\",
        ",",
        ":",
        "=",
        "#",
        "!",
        "- ",
        "'",
        "\u2028",
        "\u007f",
        "\u0000",
        "\t",
        "null",
        "true",
        "~",
        "{}",
        "\uffff",
        "\ufeff",
        "0x1",
        "1_000",
        "&",
        "*",
        "%",
        "|",
        ">",
        "@",
        "`"
    };
    private static final String[] SCALARS = {
        "null",
        "true",
        "0",
        "-1",
        "123456789012345678901234567890",
        "2.5",
        "1e22",
        "1E-7",
        "0.12345678901234567890123",
        "-1e400",
        "{\"$empty\":true}",
        "{\"$empty\":{\"$empty\":true}}",
        "\"\"",
        "\"\\u00e9\\ud83d\\ude00\\n\\u0001\"",
        "\"/\\u2028\""
    };

    private final Random random;

    RandomValues(long seed) {
        this.random = new Random(seed);
    }

    TreeMap<Bytes, Bytes> store(int size, KeyType keys, ValueType values) {
        TreeMap<Bytes, Bytes> store = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            store.put(key(keys), value(values));
        }
        return store;
    }

    Bytes key(KeyType type) {
        Bytes key = type == KeyType.BINARY ? bytes() : Bytes.of(text());
        return key.isEmpty() ? Bytes.of(Character.toString('a' + random.nextInt(4))) : key;
    }

    Bytes value(ValueType type) {
        return switch (type) {
            case BINARY -> bytes();
            case UTF8 -> Bytes.of(text());
            // No value at all is none of JSON's, and comes back all the same.
            case JSON -> random.nextInt(8) == 0 ? Bytes.EMPTY : Bytes.of(json(2));
        };
    }

    private Bytes bytes() {
        byte[] bytes = new byte[random.nextInt(6)];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    private String json(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(3);
        if (kind == 0) {
            return SCALARS[random.nextInt(SCALARS.length)];
        }
        StringJoiner items = kind == 1 ? new StringJoiner(", ", "[", "]") : new StringJoiner(" ,", "{", "}");
        for (int i = random.nextInt(3); i > 0; i--) {
            items.add((kind == 1 ? "" : "\"m" + i + "\": ") + json(depth - 1));
        }
        return items.toString();
    }
}
