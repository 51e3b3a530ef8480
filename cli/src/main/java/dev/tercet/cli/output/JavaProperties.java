package dev.tercet.cli.output;

/** Lines of Java's properties, with everything escaped that {@link java.util.Properties} could take for something else. */
public final class JavaProperties {
    private JavaProperties() {}

    /** The line, without its end; only ASCII, so that it is the same in all of the encodings that readers take. */
    public static String line(String key, String value) {
        StringBuilder line = new StringBuilder(key.length() + value.length() + 1);
        for (int i = 0; i < key.length(); i++) {
            escape(line, key.charAt(i), true);
        }
        line.append('=');
        for (int i = 0; i < value.length(); i++) {
            // Spaces in front would be skipped, others are safe.
            escape(line, value.charAt(i), i == 0);
        }
        return line.toString();
    }

    private static void escape(StringBuilder line, char one, boolean spaces) {
        switch (one) {
            case '\t' -> line.append("\\t");
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\f' -> line.append("\\f");
            case '\\', '=', ':', '#', '!' -> line.append('\\').append(one);
            case ' ' -> line.append(spaces ? "\\ " : " ");
            default -> {
                if (one < 0x20 || one > 0x7e) {
                    line.append(String.format("\\u%04x", (int) one));
                } else {
                    line.append(one);
                }
            }
        }
    }
}
