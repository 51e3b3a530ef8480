package dev.tercet.cli.transfer;

import dev.tercet.kv.Bytes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a value says: maps, lists and scalars that are equal if they mean the same, numbers exactly, whatever the code under test thinks. */
final class JsonMeaning {
    private JsonMeaning() {}

    static Object of(ValueType type, Bytes value) {
        return type == ValueType.JSON && !value.isEmpty() ? of(JsonTree.parse(value.utf8())) : value;
    }

    private static Object of(Object tree) {
        if (tree instanceof Map<?, ?> members) {
            Map<Object, Object> all = new LinkedHashMap<>();
            members.forEach((name, member) -> all.put(name, of(member)));
            return all;
        }
        if (tree instanceof List<?> items) {
            List<Object> all = new ArrayList<>();
            items.forEach(item -> all.add(of(item)));
            return all;
        }
        if (tree instanceof JsonNumber number && number.text().matches(".*[0-9].*")) {
            return new BigDecimal(number.text()).stripTrailingZeros();
        }
        return tree;
    }
}
