package dev.tercet.cli.look;

import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Two sides, and what is shown of where they differ.
 *
 * @param same whether two values are the same
 */
record Comparison(Side left, Side right, BiPredicate<Bytes, Bytes> same) {
    /**
     * Shows it: the differences as a listing, and their number apart from it.
     *
     * @return the exit code
     */
    int show(Listing listing, DifferencePage page, Out numbers) {
        Differences differences = new Differences(left.entries(), left.prefix(), right.entries(), right.prefix(), same);
        Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
        if (differences.hasNext() && listing.isSimple()) {
            page.out().line("--- " + left.name()).line("+++ " + right.name());
        }
        while (differences.hasNext()) {
            Difference difference = differences.next();
            counts.merge(difference.kind(), 1L, Long::sum);
            listing.add(() -> difference.row(page.namesOnly()), () -> page.print(difference));
        }
        listing.end();
        // What is shown comes before its summary, where both go to one terminal.
        page.out().flush();
        numbers.line(
                counts.isEmpty()
                        ? "no difference: " + differences.equal() + " keys are the same"
                        : Arrays.stream(Difference.Kind.values())
                                .map(kind -> kind.sign() + counts.getOrDefault(kind, 0L))
                                .collect(Collectors.joining(" ", "", ", " + differences.equal() + " the same")));
        return counts.isEmpty() ? Exit.OK.code() : Exit.DIFFERENT.code();
    }
}
