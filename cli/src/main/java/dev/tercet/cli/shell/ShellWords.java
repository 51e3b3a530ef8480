package dev.tercet.cli.shell;

import dev.tercet.cli.output.GoEscape;
import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Utf8;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line, quoted as in {@code txn}: in single quotes everything is itself; in double quotes there are Go's escapes; elsewhere a
 * backslash is a backslash. Unlike there, a word may have quotes anywhere in it: {@code --prefix="/a b"}.
 *
 * @param all the words
 * @param start where the last one begins in the line, or the line's length if the line ends between words
 * @param open the quote that was not closed, or 0
 * @param wrong what is wrong with the escapes, or empty
 */
record ShellWords(List<String> all, int start, char open, String wrong) {
    static ShellWords of(String line) {
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
        String quoted = GoText.quoted(Bytes.of(text));
        return closed ? quoted : quoted.substring(0, quoted.length() - 1);
    }

    private static final class Scan {
        private final String line;
        private final List<String> words = new ArrayList<>();
        private final ByteArrayOutputStream word = new ByteArrayOutputStream();
        private String wrong = "";
        private int at;
        private int start;
        private char quote;
        private boolean within;

        Scan(String line) {
            this.line = line;
            this.start = line.length();
        }

        ShellWords words() {
            while (at < line.length()) {
                take(line.charAt(at));
            }
            if (within) {
                end();
            } else {
                start = line.length();
            }
            return new ShellWords(List.copyOf(words), start, quote, wrong);
        }

        private void take(char each) {
            if (quote == 0 && Character.isWhitespace(each)) {
                if (within) {
                    end();
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
                escape();
            } else {
                int point = line.codePointAt(at);
                word.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(point);
            }
        }

        private void escape() {
            try {
                GoEscape escape = GoEscape.at(line, at);
                word.writeBytes(escape.bytes().toArray());
                at = escape.end();
            } catch (IllegalArgumentException e) {
                fault(String.valueOf(e.getMessage()));
                at = Math.min(line.length(), at + 2);
            }
        }

        private void end() {
            Bytes bytes = Bytes.wrap(word.toByteArray());
            String text = Utf8.text(bytes);
            if (text == null) {
                fault("a word is not UTF-8");
            }
            words.add(text == null ? bytes.utf8() : text);
            word.reset();
        }

        private void fault(String what) {
            wrong = wrong.isEmpty() ? what : wrong;
        }
    }
}
