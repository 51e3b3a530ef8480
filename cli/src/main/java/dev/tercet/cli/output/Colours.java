package dev.tercet.cli.output;

/**
 * Colours for people. Where there are to be none, texts stay as they are; callers need not ask.
 *
 * @param areOn whether there are any
 */
public record Colours(boolean areOn) {
    /** None. */
    public static final Colours OFF = new Colours(false);

    private static final String PLAIN = "\u001b[0m";

    /** What matters most. */
    public String bold(String text) {
        return in("1", text);
    }

    /** What matters least. */
    public String dim(String text) {
        return in("2", text);
    }

    /** What is wrong, or goes away. */
    public String red(String text) {
        return in("31", text);
    }

    /** What is well, or comes. */
    public String green(String text) {
        return in("32", text);
    }

    /** What wants a look. */
    public String yellow(String text) {
        return in("33", text);
    }

    private String in(String code, String text) {
        return areOn && !text.isEmpty() ? "\u001b[" + code + "m" + text + PLAIN : text;
    }
}
