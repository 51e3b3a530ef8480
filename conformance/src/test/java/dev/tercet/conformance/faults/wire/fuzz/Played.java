package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.run.NoSuchCase;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cases to be played once more: {@code CALLS:1234@7} with the seed 7, or {@code CALLS:1024-1535@7} for several at once, or {@code
 * CALLS:1234/1@7} with one mutation at most where there were more.
 */
record Played(Family family, long first, long end, int mutations, long seed) {
    private static final Pattern TEXT =
            Pattern.compile("([A-Z_]+):([0-9]{1,15})(?:-([0-9]{1,15}))?(?:/([0-9]))?@(-?[0-9]{1,18})");

    /**
     * Those of a name.
     *
     * @throws NoSuchCase if it is none
     */
    static Played of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || !isFamily(matcher.group(1))) {
            throw new NoSuchCase("a case is one of " + Arrays.toString(Family.values())
                    + " with a number and a seed, as in CALLS:1234@7, not '" + text + "'");
        }
        long first = Long.parseLong(matcher.group(2));
        return new Played(
                Family.valueOf(matcher.group(1)),
                first,
                matcher.group(3) == null ? first + 1 : Long.parseLong(matcher.group(3)) + 1,
                matcher.group(4) == null ? Mutation.MOST : Integer.parseInt(matcher.group(4)),
                Long.parseLong(matcher.group(5)));
    }

    private static boolean isFamily(String name) {
        return Arrays.stream(Family.values()).anyMatch(family -> family.name().equals(name));
    }

    /** Plays them. */
    void play(Setup.Finding findings) throws Exception {
        try (Fuzzer fuzzer = family.fuzzer(Setup.of(seed, findings).withMutations(mutations))) {
            int batch = fuzzer.batch();
            for (long at = first; at < end; ) {
                long next = Math.min(end, (at / batch + 1) * batch);
                fuzzer.play(at, next);
                at = next;
            }
        }
    }

    /** How to have them again. */
    String again() {
        return "./faults --scenario wire --case " + this;
    }

    @Override
    public String toString() {
        return family + ":" + first + (end == first + 1 ? "" : "-" + (end - 1))
                + (mutations == Mutation.MOST ? "" : "/" + mutations) + "@" + seed;
    }
}
