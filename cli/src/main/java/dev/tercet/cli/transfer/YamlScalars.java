package dev.tercet.cli.transfer;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What scalars without quotes are: YAML 1.2's core schema, in JSON. */
final class YamlScalars {
    private static final Pattern WORD = Pattern.compile("[A-Za-z/_][A-Za-z0-9/_.-]*");
    private static final Pattern JSON = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT =
            Pattern.compile("([-+]?)(?:0*([0-9]+)(?:\\.([0-9]*))?|\\.([0-9]+))([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("([-+]?)\\.(inf|Inf|INF)");
    private static final Pattern NONE = Pattern.compile("\\.(nan|NaN|NAN)");

    /** Those of YAML 1.1, which is still what many read. */
    private static final Set<String> WORDS = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private YamlScalars() {}

    /** Whether it needs no quotes. */
    static boolean isCertainlyText(String text) {
        return WORD.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** A number as YAML has it. */
    static String number(JsonNumber number) {
        String text = number.exact();
        return switch (text) {
            case "NaN" -> ".nan";
            case "Infinity" -> ".inf";
            case "-Infinity" -> "-.inf";
            default -> text;
        };
    }

    /** What a scalar without quotes says. */
    static @Nullable Object read(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> numberOrText(text);
        };
    }

    private static Object numberOrText(String text) {
        if (JSON.matcher(text).matches()) {
            return new JsonNumber(text);
        }
        if (WHOLE.matcher(text).matches()) {
            return whole(text.startsWith("+") ? text.substring(1) : text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(text.substring(2), 8);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return whole(text.substring(2), 16);
        }
        Matcher parts = FLOAT.matcher(text);
        if (parts.matches()) {
            return new JsonNumber(fraction(parts));
        }
        if (INFINITE.matcher(text).matches()) {
            return new JsonNumber(text.startsWith("-") ? "-Infinity" : "Infinity");
        }
        return NONE.matcher(text).matches() ? new JsonNumber("NaN") : text;
    }

    /** JSON has no plus, no zeros in front, and digits on both sides of a point. */
    private static String fraction(Matcher parts) {
        String fraction = parts.group(4) == null ? parts.group(3) : parts.group(4);
        return (parts.group(1).equals("-") ? "-" : "")
                + (parts.group(2) == null ? "0" : parts.group(2))
                + (fraction == null || fraction.isEmpty() ? "" : "." + fraction)
                + (parts.group(5) == null ? "" : parts.group(5));
    }

    private static JsonNumber whole(String digits, int base) {
        return new JsonNumber(new BigInteger(digits, base).toString());
    }
}
