package dev.tercet.cli.keys;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line as etcdctl splits it: single quotes take all as it is, double quotes have Go's escapes, and both are quotes at the
 * beginning of a word alone. The shell's words have their own rules.
 */
final class EtcdctlWords {
    private static final String BLANKS = " \t\n\u000b\f\r";

    private EtcdctlWords() {}

    /**
     * Splits a line.
     *
     * @return the words, as {@link ByteText} has them
     * @throws IllegalArgumentException if a quote has no end, or an escape means nothing
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char first = line.charAt(at);
            if (isBlank(first)) {
                at++;
            } else if (first == '"') {
                GoQuoted word = GoQuoted.at(line, at);
                words.add(ByteText.of(word.bytes()));
                at = word.end();
            } else if (first == '\'') {
                int end = line.indexOf('\'', at + 1);
                if (end < 0) {
                    throw new IllegalArgumentException("a quote has no end");
                }
                words.add(line.substring(at + 1, end));
                at = end + 1;
            } else {
                int end = at + 1;
                while (end < line.length() && !isBlank(line.charAt(end))) {
                    end++;
                }
                words.add(line.substring(at, end));
                at = end;
            }
        }
        return words;
    }

    private static boolean isBlank(char each) {
        return BLANKS.indexOf(each) >= 0;
    }
}
