package dev.tercet.cli.transfer;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Python's {@code json.dumps(..., ensure_ascii=False)} writes it: only quotes, backslashes and controls are escaped. Half a
 * surrogate pair, which UTF-8 cannot hold and Python gives up at, is escaped too.
 */
final class JsonText {
    private static final String INDENT = "    ";

    private final StringBuilder text;
    private final Function<JsonNumber, String> numbers;

    private JsonText(StringBuilder text, Function<JsonNumber, String> numbers) {
        this.text = text;
        this.numbers = numbers;
    }

    /** Over lines: indented by four blanks, members sorted by code point. */
    static void sorted(StringBuilder to, @Nullable Object tree, int depth) {
        new JsonText(to, JsonNumber::exact).lines(tree, depth);
    }

    /** One text for all that says the same, however it is laid out and its numbers are written. */
    static String canonical(@Nullable Object tree) {
        StringBuilder text = new StringBuilder();
        new JsonText(text, JsonNumber::canonical).lines(tree, 0);
        return text.toString();
    }

    /** On one line without blanks, members in their order. */
    static String compact(@Nullable Object tree, Function<JsonNumber, String> numbers) {
        StringBuilder text = new StringBuilder();
        new JsonText(text, numbers).compactly(tree);
        return text.toString();
    }

    /** A text in quotes. */
    static void quote(StringBuilder to, String content) {
        new JsonText(to, JsonNumber::text).string(content);
    }

    private void lines(@Nullable Object tree, int depth) {
        if (tree instanceof Map<?, ?> members && !members.isEmpty()) {
            Map<String, @Nullable Object> sorted = new TreeMap<>(CodePoints.ORDER);
            members.forEach((name, member) -> sorted.put(String.valueOf(name), member));
            String before = "{";
            for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
                line(before, depth + 1);
                string(member.getKey());
                text.append(": ");
                lines(member.getValue(), depth + 1);
                before = ",";
            }
            line("", depth);
            text.append('}');
        } else if (tree instanceof List<?> items && !items.isEmpty()) {
            String before = "[";
            for (Object item : items) {
                line(before, depth + 1);
                lines(item, depth + 1);
                before = ",";
            }
            line("", depth);
            text.append(']');
        } else {
            compactly(tree);
        }
    }

    private void line(String before, int depth) {
        text.append(before).append('\n').append(INDENT.repeat(depth));
    }

    private void compactly(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> members) {
            text.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> left = members.entrySet().iterator(); left.hasNext(); ) {
                Map.Entry<?, ?> member = left.next();
                string(String.valueOf(member.getKey()));
                text.append(':');
                compactly(member.getValue());
                text.append(left.hasNext() ? "," : "");
            }
            text.append('}');
        } else if (tree instanceof List<?> items) {
            text.append('[');
            for (Iterator<?> left = items.iterator(); left.hasNext(); ) {
                compactly(left.next());
                text.append(left.hasNext() ? "," : "");
            }
            text.append(']');
        } else if (tree instanceof String content) {
            string(content);
        } else if (tree instanceof JsonNumber number) {
            text.append(numbers.apply(number));
        } else {
            text.append(tree);
        }
    }

    private void string(String content) {
        text.append('"');
        if (isPlain(content)) {
            // At once, which nearly all are.
            text.append(content).append('"');
            return;
        }
        for (int i = 0; i < content.length(); i++) {
            char each = content.charAt(i);
            switch (each) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (each < ' ' || CodePoints.isHalf(content, i)) {
                        text.append(String.format("\\u%04x", (int) each));
                    } else {
                        text.append(each);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isPlain(String content) {
        for (int i = 0; i < content.length(); i++) {
            char each = content.charAt(i);
            if (each < ' ' || each == '"' || each == '\\' || Character.isSurrogate(each)) {
                return false;
            }
        }
        return true;
    }
}
