package dev.tercet.cli;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Names that are nearly what was typed. */
final class Near {
    /** Shorter names begin too many words to be meant by those. */
    private static final int MEANT = 3;

    private Near() {}

    /** The one of these that was most likely meant; null if none was. */
    static @Nullable String nearest(String word, Collection<String> names) {
        return names.stream()
                .filter(name -> isNear(word, name))
                .min(Comparator.comparingInt(name -> distance(word, name)))
                .orElse(null);
    }

    private static boolean isNear(String word, String name) {
        boolean goesOn = name.length() >= MEANT && word.startsWith(name) && word.length() <= name.length() + MEANT;
        return goesOn || distance(word, name) <= (word.length() > 5 ? 2 : 1);
    }

    /** How many letters are missing, too many, wrong, or in the place of their neighbour. */
    static int distance(String one, String other) {
        int[][] upTo = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                upTo[i][j] = i == 0 || j == 0 ? i + j : distance(upTo, one, other, i, j);
            }
        }
        return upTo[one.length()][other.length()];
    }

    private static int distance(int[][] upTo, String one, String other, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least = Math.min(upTo[i - 1][j - 1] + (same ? 0 : 1), Math.min(upTo[i - 1][j], upTo[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, upTo[i - 2][j - 2] + 1) : least;
    }
}
