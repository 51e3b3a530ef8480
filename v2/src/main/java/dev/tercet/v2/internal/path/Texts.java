package dev.tercet.v2.internal.path;

import java.util.Objects;

/** Texts that can go over a wire. */
public final class Texts {
    private Texts() {}

    /**
     * The text, if it is one: half of a surrogate pair has no form in UTF-8, and would become a question mark, which is another key.
     *
     * @param what the argument, for messages
     * @throws IllegalArgumentException otherwise
     */
    public static String whole(String what, String text) {
        Objects.requireNonNull(text, what);
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (Character.isHighSurrogate(unit)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(unit)) {
                throw new IllegalArgumentException(what + " is no Unicode text: half of a surrogate pair at " + at);
            }
        }
        return text;
    }
}
