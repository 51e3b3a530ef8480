package dev.tercet.cli.transfer;

import java.util.Comparator;

/** Texts as runs of code points, which Java's own order does not see: it has those above U+FFFF before U+E000. */
final class CodePoints {
    /** As Python sorts texts, and etcd their UTF-8. */
    static final Comparator<String> ORDER = CodePoints::compare;

    private CodePoints() {}

    private static int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int at = 0;
        while (at < shorter && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        if (at == shorter) {
            return Integer.compare(one.length(), other.length());
        }
        // The second halves of two pairs may differ.
        if (at > 0 && Character.isHighSurrogate(one.charAt(at - 1))) {
            at--;
        }
        return Integer.compare(one.codePointAt(at), other.codePointAt(at));
    }

    /** Whether half of a surrogate pair stands there without the other half. */
    static boolean isHalf(String text, int at) {
        char here = text.charAt(at);
        if (!Character.isSurrogate(here)) {
            return false;
        }
        boolean first = Character.isHighSurrogate(here);
        int partner = first ? at + 1 : at - 1;
        if (partner < 0 || partner >= text.length()) {
            return true;
        }
        char there = text.charAt(partner);
        return first ? !Character.isLowSurrogate(there) : !Character.isHighSurrogate(there);
    }
}
