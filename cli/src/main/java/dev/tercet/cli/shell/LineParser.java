package dev.tercet.cli.shell;

import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor where the words of a line are. Lines with errors are no matter to it: they are told of when they are run. */
final class LineParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        // What comes after the cursor is no part of what is being completed.
        String before = line.substring(0, cursor);
        ShellWords words = ShellWords.of(before);
        boolean within = words.isWithin(before);
        int last = words.all().size() - 1;
        return new Parsed(
                line,
                cursor,
                within ? words.all().get(last) : "",
                within ? words.all().subList(0, last) : words.all(),
                cursor - words.start());
    }

    @Override
    public boolean isEscapeChar(char each) {
        return false;
    }

    /**
     * A line up to its cursor.
     *
     * @param word the word at the cursor, which may be empty
     * @param before the words before it
     * @param rawWordLength how long it is in the line, quotes and all
     */
    record Parsed(String line, int cursor, String word, List<String> before, int rawWordLength)
            implements CompletingParsedLine {
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return ShellWords.quoted(candidate.toString(), complete);
        }

        @Override
        public int rawWordCursor() {
            return rawWordLength;
        }

        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return before.size();
        }

        @Override
        public List<String> words() {
            return Stream.concat(before.stream(), Stream.of(word)).toList();
        }
    }
}
