package dev.tercet.cli.look;

import dev.tercet.cli.error.Exit;
import dev.tercet.cli.output.Out;
import dev.tercet.kv.Bytes;
import java.util.function.BiPredicate;

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
        long[] counts = new long[Difference.Kind.values().length];
        if (differences.hasNext() && listing.isSimple()) {
            page.out().line("--- " + left.name()).line("+++ " + right.name());
        }
        while (differences.hasNext()) {
            Difference difference = differences.next();
            counts[difference.kind().ordinal()]++;
            listing.add(() -> difference.row(page.namesOnly()), () -> page.print(difference));
        }
        long all = counts[0] + counts[1] + counts[2];
        // What is shown comes before its summary, where both go to one terminal.
        page.out().flush();
        numbers.line(
                all == 0
                        ? "no difference: " + differences.equal() + " keys are the same"
                        : "+" + counts[0] + " -" + counts[1] + " ~" + counts[2] + ", " + differences.equal()
                                + " the same");
        return all == 0 ? Exit.OK.code() : Exit.DIFFERENT.code();
    }
}
