package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.util.regex.Pattern;

/** Messages in one line. */
final class Texts {
    private static final Pattern BREAK = Pattern.compile("\\s*\\n\\s*");
    private static final int LONG = 8000;

    private Texts() {}

    /** The message; of a long one only the beginning, the length and a hash. */
    static String of(Message message) {
        String line = BREAK.matcher(TextFormat.printer().printToString(message))
                .replaceAll(" ")
                .strip();
        return line.length() < LONG
                ? line
                : line.substring(0, LONG / 10) + "… in all " + line.length() + ", hash " + line.hashCode();
    }
}
