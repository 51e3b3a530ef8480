package dev.tercet.cli.shell;

/**
 * How a word could go on.
 *
 * @param text the whole word
 * @param description what it is, or empty
 * @param whole whether another word comes next; a path goes on
 */
record Suggestion(String text, String description, boolean whole) {
    static Suggestion of(String text) {
        return new Suggestion(text, "", true);
    }
}
