package dev.tercet.benchmarks.driver;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes maps, lists, texts and numbers as JSON. By hand, since what the harness depends on would be on the class path of every
 * contender.
 */
final class Json {
    private Json() {}

    /** The value as text; maps and lists of maps over several lines. */
    static String of(Object value) {
        return of(value, "\n");
    }

    private static String of(Object value, String line) {
        if (value instanceof Map<?, ?> map) {
            String inner = line + "  ";
            return map.entrySet().stream()
                    .map(entry -> inner + quoted(entry.getKey().toString()) + ": " + of(entry.getValue(), inner))
                    .collect(Collectors.joining(",", "{", (map.isEmpty() ? "" : line) + "}"));
        }
        if (value instanceof List<?> list) {
            boolean tall = list.stream().anyMatch(each -> each instanceof Map);
            String inner = tall ? line + "  " : "";
            return list.stream()
                    .map(each -> inner + of(each, line + "  "))
                    .collect(Collectors.joining(tall ? "," : ", ", "[", (tall ? line : "") + "]"));
        }
        if (value instanceof Number number) {
            // JSON has no other numbers.
            return Double.isFinite(number.doubleValue()) ? number.toString() : "null";
        }
        return value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        return text.codePoints()
                .mapToObj(each -> each == '"' || each == '\\'
                        ? "\\" + Character.toString(each)
                        : each < ' ' ? String.format("\\u%04x", each) : Character.toString(each))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
