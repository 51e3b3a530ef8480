package dev.tercet.cli.look;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which keys or values are looked for. Bytes that are not UTF-8 are looked at with U+FFFD in their place. */
final class Wanted {
    private final Predicate<String> test;
    private final String prefix;

    private Wanted(Predicate<String> test, String prefix) {
        this.test = test;
        this.prefix = prefix;
    }

    /** All of them. */
    static Wanted all() {
        return new Wanted(text -> true, "");
    }

    /**
     * Those that fit a glob.
     *
     * @param what which word it is, for the message
     */
    static Wanted glob(String what, String pattern, boolean ignoringCase) {
        try {
            Glob glob = ignoringCase ? Glob.of(pattern).ignoringCase() : Glob.of(pattern);
            return new Wanted(glob::matches, glob.prefix());
        } catch (IllegalArgumentException e) {
            throw CommandException.wrongUsage(
                    what + " is '" + pattern + "', which is no glob: " + e.getMessage() + ".");
        }
    }

    /** Those that have something in them which fits a regular expression. */
    static Wanted regexp(String what, String pattern, boolean ignoringCase) {
        int flags = Pattern.DOTALL | (ignoringCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        try {
            Pattern compiled = Pattern.compile(pattern, flags);
            return new Wanted(text -> found(what, compiled, text), "");
        } catch (PatternSyntaxException e) {
            throw CommandException.wrongUsage(
                    what + " is '" + pattern + "', which is no regular expression: " + e.getDescription() + ".");
        }
    }

    // The JDK's matcher goes one call deeper for each repetition of a group.
    private static boolean found(String what, Pattern pattern, String text) {
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) {
            throw CommandException.failed(what + " '" + pattern + "' is too deep for a text of " + text.length()
                    + " characters: try a glob, or fewer groups with * or +.");
        }
    }

    boolean has(Bytes bytes) {
        return test.test(bytes.utf8());
    }

    /** What all of them begin with. */
    String prefix() {
        return prefix;
    }
}
