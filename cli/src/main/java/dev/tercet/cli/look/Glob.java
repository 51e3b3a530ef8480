package dev.tercet.cli.look;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for whole texts: {@code *} is any run, slashes included, {@code ?} one character, {@code [a-z]} and {@code [!a-z]} one of
 * some, <code>{a,b}</code> one or the other, and a backslash takes the meaning from what follows. A pattern with none of these is found
 * anywhere in a text: one that only fits itself would be a plain read.
 *
 * <p>It is no regular expression underneath, since those can take for ever on a large value: this takes at most as many steps as the text
 * and the pattern have characters, multiplied.
 */
final class Glob {
    private static final int MOST_ALTERNATIVES = 1024;

    private final List<List<GlobPart>> alternatives;
    private final boolean folding;

    private Glob(List<List<GlobPart>> alternatives, boolean folding) {
        this.alternatives = alternatives;
        this.folding = folding;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if a bracket or a brace is not closed
     */
    static Glob of(String pattern) {
        List<String> plain = new ArrayList<>();
        expand("", pattern, plain);
        List<List<GlobPart>> alternatives = new ArrayList<>();
        for (String each : plain) {
            alternatives.add(GlobPart.parse(each));
        }
        if (isLiteral(pattern)) {
            alternatives.get(0).add(0, GlobPart.RUN);
            alternatives.get(0).add(GlobPart.RUN);
        }
        return new Glob(alternatives, false);
    }

    /** The same, with capitals as good as small letters. */
    Glob ignoringCase() {
        return new Glob(alternatives, true);
    }

    private static boolean isLiteral(String pattern) {
        return pattern.chars().noneMatch(c -> "*?[{\\".indexOf(c) >= 0);
    }

    /** What braces mean, the first of them first. */
    private static void expand(String before, String rest, List<String> into) {
        int open = next(rest, 0, "{");
        if (open < 0) {
            if (into.size() == MOST_ALTERNATIVES) {
                throw new IllegalArgumentException("it stands for more than " + MOST_ALTERNATIVES + " patterns");
            }
            into.add(before + rest);
            return;
        }
        int depth = 0;
        int from = open + 1;
        List<String> choices = new ArrayList<>();
        for (int i = from; (i = next(rest, i, "{,}")) >= 0; i++) {
            char c = rest.charAt(i);
            if (c == '{') {
                depth++;
            } else if (depth == 0) {
                choices.add(rest.substring(from, i));
                from = i + 1;
                if (c == '}') {
                    String tail = rest.substring(from);
                    // A choice may have braces of its own, hence it goes through this too.
                    choices.forEach(choice -> expand(before + rest.substring(0, open), choice + tail, into));
                    return;
                }
            } else if (c == '}') {
                depth--;
            }
        }
        throw new IllegalArgumentException("a { has no }");
    }

    /** Where the next of these characters is that means what it means: not after a backslash, not between brackets. */
    private static int next(String text, int from, String wanted) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (wanted.indexOf(c) >= 0) {
                return i;
            }
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                int close = GlobPart.closing(text, i);
                if (close < 0) {
                    throw new IllegalArgumentException("a [ has no ]");
                }
                i = close;
            }
        }
        return -1;
    }

    /** What every text that fits begins with; nothing if capitals do not matter. */
    String prefix() {
        if (folding) {
            return "";
        }
        String common = GlobPart.literalPrefix(alternatives.get(0));
        for (List<GlobPart> each : alternatives) {
            String other = GlobPart.literalPrefix(each);
            int same = 0;
            while (same < Math.min(common.length(), other.length()) && common.charAt(same) == other.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        // Half of a pair is no character, and would be no prefix in UTF-8.
        boolean half = !common.isEmpty() && Character.isHighSurrogate(common.charAt(common.length() - 1));
        return half ? common.substring(0, common.length() - 1) : common;
    }

    /** Whether the whole text fits. */
    boolean matches(String text) {
        int[] points = text.codePoints().toArray();
        return alternatives.stream().anyMatch(parts -> matches(parts, points));
    }

    private boolean matches(List<GlobPart> parts, int[] text) {
        int part = 0;
        int at = 0;
        int run = -1;
        int runEnd = 0;
        while (at < text.length) {
            GlobPart wanted = part < parts.size() ? parts.get(part) : null;
            if (wanted != null && wanted.isRun()) {
                run = part++;
                runEnd = at;
            } else if (wanted != null && wanted.takes(text[at], folding)) {
                part++;
                at++;
            } else if (run >= 0) {
                // Only the last run ever needs to be longer: those before it ended as early as they could.
                part = run + 1;
                at = ++runEnd;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part).isRun()) {
            part++;
        }
        return part == parts.size();
    }
}
