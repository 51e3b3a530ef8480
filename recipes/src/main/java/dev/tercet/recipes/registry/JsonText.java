package dev.tercet.recipes.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks over a JSON text as RFC 8259 has it, no more and no less, and builds nothing of it: what is not understood is skipped, and kept
 * as it was written. Nesting costs a character a level and no stack.
 */
final class JsonText {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final char FIRST_PRINTABLE = ' ';

    private final String text;
    private int at;

    JsonText(String text) {
        this.text = text;
    }

    /** The text, if it is one JSON value and nothing else, without the white space around it. */
    static String checked(String text) {
        JsonText json = new JsonText(text);
        String value = json.value();
        json.end();
        return value;
    }

    /** A string literal that says this, ASCII outside of what needs no escape. */
    static String quoted(String meant) {
        StringBuilder literal = new StringBuilder(meant.length() + 2).append('"');
        for (int i = 0; i < meant.length(); i++) {
            char c = meant.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || c > '~') {
                // Halves of pairs that are alone have no UTF-8, but have an escape.
                literal.append(String.format("\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    /** Takes this character, if it is next. */
    boolean takes(char wanted) {
        space();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes this character, which must be next. */
    void needs(char wanted) {
        if (!takes(wanted)) {
            throw wrong("'" + wanted + "' is missing");
        }
    }

    /** Nothing may follow. */
    void end() {
        space();
        if (at < text.length()) {
            throw wrong("something follows");
        }
    }

    /** Takes a member's name and the colon behind it. */
    String name() {
        String name = string();
        needs(':');
        return name;
    }

    /** Takes a string, and says what it means. */
    String string() {
        needs('"');
        StringBuilder meant = new StringBuilder();
        while (true) {
            char c = character();
            if (c == '"') {
                return meant.toString();
            }
            if (c < FIRST_PRINTABLE) {
                throw wrong("a control character is not escaped");
            }
            meant.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = character();
        if (c != 'u') {
            int which = ESCAPED.indexOf(c);
            if (which < 0) {
                throw wrong("there is no such escape");
            }
            return MEANT.charAt(which);
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char digit = character();
            // Of Character.digit's many alphabets JSON has one.
            int number = digit <= 'f' ? Character.digit(digit, 16) : -1;
            if (number < 0) {
                throw wrong("\\u needs four hexadecimal digits");
            }
            code = code * 16 + number;
        }
        return (char) code;
    }

    /** Takes any value, and gives it as it is written. */
    String value() {
        space();
        int begin = at;
        StringBuilder open = new StringBuilder();
        do {
            // What opens has a value to follow, all else has ended one.
            if (!opens(open)) {
                closes(open);
            }
        } while (open.length() > 0);
        return text.substring(begin, at);
    }

    private boolean opens(StringBuilder open) {
        if (takes('{')) {
            if (takes('}')) {
                return false;
            }
            open.append('}');
            name();
            return true;
        }
        if (takes('[')) {
            if (takes(']')) {
                return false;
            }
            open.append(']');
            return true;
        }
        scalar();
        return false;
    }

    private void closes(StringBuilder open) {
        while (open.length() > 0) {
            char closing = open.charAt(open.length() - 1);
            if (takes(',')) {
                if (closing == '}') {
                    name();
                }
                return;
            }
            needs(closing);
            open.setLength(open.length() - 1);
        }
    }

    private void scalar() {
        for (String word : new String[] {"null", "true", "false"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return;
            }
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            at = number.end();
        } else {
            string();
        }
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char character() {
        if (at == text.length()) {
            throw wrong("it ends in the middle");
        }
        return text.charAt(at++);
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("not JSON at character " + at + ": " + what);
    }
}
