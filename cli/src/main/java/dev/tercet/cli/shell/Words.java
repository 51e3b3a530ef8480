package dev.tercet.cli.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line, quoted as in {@code txn}: in single quotes everything is itself; in double quotes there are Go's escapes; elsewhere a
 * backslash is a backslash. Parts of a word may be quoted differently: {@code --prefix="/a b"}.
 *
 * @param all the words
 * @param start where the last one begins in the line, or the line's length if the line ends between words
 * @param open the quote that was not closed, or 0
 * @param wrong what is wrong with the escapes, or empty
 */
record Words(List<String> all, int start, char open, String wrong) {
    static Words of(String line) {
        return new Scan(line).words();
    }

    /** Whether the line ends within a word. */
    boolean isWithin(String line) {
        return start < line.length();
    }

    /** Text as a word of its own, as it is where that is possible. */
    static String quoted(String text, boolean closed) {
        if (!text.isEmpty() && text.chars().noneMatch(each -> each <= ' ' || each == '"' || each == '\'')) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"', '\\' -> quoted.append('\\').append(each);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (each < ' ') {
                        quoted.append(String.format("\\x%02x", (int) each));
                    } else {
                        quoted.append(each);
                    }
                }
            }
        }
        return closed ? quoted.append('"').toString() : quoted.toString();
    }

    private static final class Scan {
        private final String line;
        private final List<String> words = new ArrayList<>();
        private final Escapes word = new Escapes();
        private int at;
        private int start;
        private char quote;
        private boolean within;

        Scan(String line) {
            this.line = line;
            this.start = line.length();
        }

        Words words() {
            while (at < line.length()) {
                take(line.charAt(at));
            }
            if (within) {
                words.add(word.take());
            } else {
                start = line.length();
            }
            return new Words(List.copyOf(words), start, quote, word.wrong());
        }

        private void take(char each) {
            if (quote == 0 && Character.isWhitespace(each)) {
                if (within) {
                    words.add(word.take());
                    within = false;
                }
                at++;
                return;
            }
            if (!within) {
                within = true;
                start = at;
            }
            if (quote == 0 && (each == '"' || each == '\'')) {
                quote = each;
                at++;
            } else if (each == quote) {
                quote = 0;
                at++;
            } else if (quote == '"' && each == '\\') {
                at = word.escape(line, at);
            } else {
                int point = line.codePointAt(at);
                word.add(point);
                at += Character.charCount(point);
            }
        }
    }
}
