package dev.tercet.cli.look;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a pattern without braces: any run of characters, or one character out of some.
 *
 * @param ranges the first and the last of each range of characters; none for a run
 * @param negated whether it is those that it does not take
 */
record GlobPart(List<Range> ranges, boolean negated) {
    /** Any characters, and any number of them. */
    static final GlobPart RUN = new GlobPart(List.of(), false);

    private static final GlobPart ANY = new GlobPart(List.of(), true);

    record Range(int first, int last) {
        boolean has(int point) {
            return first <= point && point <= last;
        }
    }

    boolean isRun() {
        return ranges.isEmpty() && !negated;
    }

    boolean takes(int point, boolean folding) {
        boolean in =
                has(point) || (folding && (has(Character.toUpperCase(point)) || has(Character.toLowerCase(point))));
        return in != negated;
    }

    private boolean has(int point) {
        return ranges.stream().anyMatch(range -> range.has(point));
    }

    /** The parts of a pattern; runs that follow each other are one. */
    static List<GlobPart> parse(String pattern) {
        List<GlobPart> parts = new ArrayList<>();
        for (int i = 0; i < pattern.length(); ) {
            int point = pattern.codePointAt(i);
            if (point == '[') {
                int close = closing(pattern, i);
                parts.add(some(pattern.substring(i + 1, close)));
                i = close + 1;
                continue;
            }
            i += Character.charCount(point);
            if (point == '*') {
                if (parts.isEmpty() || !parts.get(parts.size() - 1).isRun()) {
                    parts.add(RUN);
                }
            } else if (point == '?') {
                parts.add(ANY);
            } else if (point == '\\' && i < pattern.length()) {
                int meant = pattern.codePointAt(i);
                parts.add(one(meant));
                i += Character.charCount(meant);
            } else {
                parts.add(one(point));
            }
        }
        return parts;
    }

    private static GlobPart one(int point) {
        return new GlobPart(List.of(new Range(point, point)), false);
    }

    private static GlobPart some(String inside) {
        boolean negated = inside.startsWith("!") || inside.startsWith("^");
        int[] points = (negated ? inside.substring(1) : inside).codePoints().toArray();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '\\' && i + 1 < points.length) {
                i++;
            }
            boolean range = i + 2 < points.length && points[i + 1] == '-';
            ranges.add(new Range(points[i], range ? points[i + 2] : points[i]));
            i += range ? 2 : 0;
        }
        return new GlobPart(ranges, negated);
    }

    /** Where the bracket that opens here is closed, or −1; one that comes first is one of the characters. */
    static int closing(String pattern, int open) {
        int from = open + 1;
        if (from < pattern.length() && "!^".indexOf(pattern.charAt(from)) >= 0) {
            from++;
        }
        for (int i = from; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ']' && i > from) {
                return i;
            }
        }
        return -1;
    }

    /** The characters that come before the first part which could be another. */
    static String literalPrefix(List<GlobPart> parts) {
        StringBuilder text = new StringBuilder();
        for (GlobPart part : parts) {
            boolean literal =
                    !part.negated && part.ranges.size() == 1 && part.ranges.get(0).first == part.ranges.get(0).last;
            if (!literal) {
                break;
            }
            text.appendCodePoint(part.ranges.get(0).first);
        }
        return text.toString();
    }
}
