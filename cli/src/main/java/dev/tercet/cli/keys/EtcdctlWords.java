package dev.tercet.cli.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a line as etcdctl splits it: single quotes take all as it is, double quotes have Go's escapes, and both are quotes at the
 * beginning of a word alone. The shell's words have their own rules.
 */
final class EtcdctlWords {
    private static final Pattern WORD = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^'\"\\s]\\S*");

    private EtcdctlWords() {}

    /**
     * Splits a line.
     *
     * @return the words, as {@link ByteText} has them
     * @throws IllegalArgumentException if a quote has no end, or an escape means nothing
     */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        int end = 0;
        while (matcher.find()) {
            blank(line.substring(end, matcher.start()));
            end = matcher.end();
            String word = matcher.group();
            words.add(
                    switch (word.charAt(0)) {
                        case '\'' -> word.substring(1, word.length() - 1);
                        case '"' -> ByteText.of(GoQuoted.at(word, 0).bytes());
                        default -> word;
                    });
        }
        blank(line.substring(end));
        return words;
    }

    private static void blank(String between) {
        if (!between.isBlank()) {
            throw new IllegalArgumentException("a quote has no end");
        }
    }
}
